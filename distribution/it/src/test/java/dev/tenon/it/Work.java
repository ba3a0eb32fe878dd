// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where the build says that things are. */
final class Work {
    private Work() {}

    /** Returns the unpacked distribution under test. */
    static Path distribution() {
        Path folder = Path.of(System.getProperty("tenon.it.distribution")).normalize();
        if (!Files.isReadable(folder.resolve("bundles/boot.json"))) {
            throw new IllegalStateException(folder + " holds no distribution; build distribution/standard first");
        }
        return folder;
    }

    /** Returns the folder of real models and inputs; it may not be there. */
    static Path data() {
        return Path.of(System.getProperty("tenon.data")).normalize();
    }

    /** Makes an empty folder. */
    static Path folder(String name) throws IOException {
        Path work = Files.createDirectories(Path.of(System.getProperty("tenon.it.work")));
        return Files.createTempDirectory(work, name + "-");
    }

    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

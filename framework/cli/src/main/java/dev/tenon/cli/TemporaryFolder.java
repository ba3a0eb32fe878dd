// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A folder that is there for a while. */
final class TemporaryFolder {
    private TemporaryFolder() {}

    /** Does something with an empty folder, and deletes it whatever happens. */
    static <T> T with(Function<Path, T> work) {
        Path folder = make();
        try {
            return work.apply(folder);
        } finally {
            try {
                delete(folder);
            } catch (IOException e) {
                folder.toFile().deleteOnExit(); // what was done is done, and the system clears its temporary files
            }
        }
    }

    private static Path make() {
        try {
            return Files.createTempDirectory("tenon-");
        } catch (IOException e) {
            throw new Failure("no-folder", "no temporary folder can be made: " + Home.reason(e), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import dev.tenon.generation.Home;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which Felix keeps its books. Each start begins with an empty one: what runs is decided by the generation
 * alone, so nothing that a crash left here can matter. With many plugins the disk would be most of a start; so what an
 * earlier host left is only set aside, and deleted while this one serves.
 */
final class FelixCache {
    private static final Logger LOG = LoggerFactory.getLogger(FelixCache.class);
    private static final String NAME = "felix";
    private static final String OLD = NAME + ".old";

    private final Path parent;

    FelixCache(Home home) {
        parent = home.cache();
    }

    /** The folder. */
    Path folder() {
        return parent.resolve(NAME);
    }

    /** Makes way for an empty one. What cannot be moved is left to Felix, which deletes it. */
    void setAside() {
        try {
            if (Files.exists(folder())) {
                Files.move(folder(), Files.createTempDirectory(parent, OLD).resolve(NAME));
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be set aside, so that this start takes longer", folder(), e);
        }
    }

    /**
     * Forgets which number the next bundle gets, which only a host that goes on with an old cache would ask for. Felix
     * writes it to the same file with each installation, and a file that is cut and written again waits for the disk: on
     * ext4 (auto_da_alloc) between one and twelve milliseconds. A new file does not.
     */
    void forgetNextId() {
        File id = folder().resolve("bundle0").resolve("bundle.id").toFile();
        if (id.exists() && !id.delete()) {
            LOG.debug("{} stays", id);
        }
    }

    /** Deletes what was set aside, by this host or by one that died, in a thread that ends when it is interrupted. */
    Thread deleteOld() {
        Thread thread = new Thread(this::deleteAllOld, "tenon-cache");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void deleteAllOld() {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(parent, OLD + "*")) {
            for (Path folder : old) {
                if (Thread.currentThread().isInterrupted()) {
                    return; // the next host goes on
                }
                tryToDelete(folder);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Old caches in {} cannot be listed", parent, e);
        }
    }

    private static void tryToDelete(Path folder) {
        try {
            delete(folder);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The old cache {} cannot be deleted", folder, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            if (Thread.currentThread().isInterrupted()) {
                return; // the next host goes on
            }
            Files.deleteIfExists(path);
        }
    }
}

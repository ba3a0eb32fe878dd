// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds everything an operator would lose.
 *
 * @param root absolute
 */
public record Home(Path root) {
    /** Makes the path absolute. */
    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * Opens a home and makes the folders that it lacks.
     *
     * @param root where it is or shall be
     * @return the home
     * @throws HomeException if it cannot be written
     */
    public static Home open(Path root) throws HomeException {
        Home home = new Home(root);
        try {
            for (Path folder : new Path[] {
                home.generations(), home.store(), home.cache(), home.config(), home.data(), home.trust(), home.log()
            }) {
                Files.createDirectories(folder);
            }
            if (!Files.isDirectory(home.run())) {
                Files.createDirectories(home.run());
                if (Files.getFileStore(home.run()).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(home.run(), PosixFilePermissions.fromString("rwx------"));
                }
            }
            Path probe = Files.createTempFile(home.run(), "write", ".probe");
            Files.delete(probe);
        } catch (IOException e) {
            throw new HomeException(
                    "the home " + home.root + " cannot be written (" + DurableFiles.reason(e)
                            + "): give another with --home DIR or TENON_HOME, or mend its permissions or free space",
                    e);
        }
        return home;
    }

    /**
     * Returns the folder of generation files.
     *
     * @return {@code generations/}
     */
    public Path generations() {
        return root.resolve("generations");
    }

    /**
     * Returns the file that names the current generation.
     *
     * @return {@code current}
     */
    public Path current() {
        return root.resolve("current");
    }

    /**
     * Returns the content store's folder.
     *
     * @return {@code store/sha256/}
     */
    public Path store() {
        return root.resolve("store").resolve("sha256");
    }

    /**
     * Returns what may be deleted at any time while the host is down.
     *
     * @return {@code cache/}
     */
    public Path cache() {
        return root.resolve("cache");
    }

    /**
     * Returns the operator's settings.
     *
     * @return {@code config/}
     */
    public Path config() {
        return root.resolve("config");
    }

    /**
     * Returns the plugins' own files, one folder each.
     *
     * @return {@code data/}
     */
    public Path data() {
        return root.resolve("data");
    }

    /**
     * Returns whom the host trusts and what it has seen of them.
     *
     * @return {@code trust/}
     */
    public Path trust() {
        return root.resolve("trust");
    }

    /**
     * Returns what concerns the running host: lock, token, address. Readable by the operator alone.
     *
     * @return {@code run/}
     */
    public Path run() {
        return root.resolve("run");
    }

    /**
     * Returns the logs' folder.
     *
     * @return {@code log/}
     */
    public Path log() {
        return root.resolve("log");
    }
}

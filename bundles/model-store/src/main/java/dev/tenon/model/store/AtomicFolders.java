// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A folder of folders, each of which appears and disappears by one rename; names that begin with a dot are work in
 * progress.
 */
final class AtomicFolders {
    private static final String STAGED = ".staged-";
    private static final String OLD = ".old-";

    private final Path folder;

    AtomicFolders(Path folder) {
        this.folder = folder;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Makes the folder and ends what a killed process had begun. */
    void recover() throws IOException {
        Files.createDirectories(folder);
        for (Path path : Disk.list(folder, ".*")) {
            String name = path.getFileName().toString();
            if (name.startsWith(OLD)) {
                Path target = folder.resolve(name.substring(OLD.length()));
                if (Files.exists(target)) {
                    Disk.delete(path);
                } else {
                    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
                }
            } else if (name.startsWith(STAGED)) {
                Disk.delete(path);
            }
        }
    }

    /** Lists what is not in progress. */
    List<Path> list() throws IOException {
        return Disk.list(folder, "[!.]*");
    }

    /** Makes an empty folder to be filled and committed. */
    Path stage() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempDirectory(folder, STAGED);
    }

    /**
     * Gives a staged folder its name; what was there before is set aside until {@link #discardOld}.
     *
     * @return the folder under its name
     */
    Path commit(Path staged, String name) throws IOException {
        Disk.forceAll(staged);
        setAside(name);
        Path target = folder.resolve(name);
        try {
            Disk.appear(staged, target);
        } catch (IOException e) {
            Path old = folder.resolve(OLD + name);
            if (Files.exists(old) && !Files.exists(target)) {
                Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        return target;
    }

    /** Takes a folder away; {@link #discardOld} deletes it. */
    void setAside(String name) throws IOException {
        Path target = folder.resolve(name);
        if (Files.exists(target)) {
            discardOld(name);
            Files.move(target, folder.resolve(OLD + name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Deletes what was set aside. */
    void discardOld(String name) throws IOException {
        Disk.delete(folder.resolve(OLD + name));
    }
}

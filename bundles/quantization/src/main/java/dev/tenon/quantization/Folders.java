// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Folders of work. Stateless. */
final class Folders {
    private static final String OWN = "rwx------";

    private Folders() {}

    /** Makes a folder that is the host's user's alone, if it is not there; what it lies in is made as usual. */
    static void own(Path folder) throws IOException {
        Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
        boolean isNew = !Files.exists(folder);
        FileAttribute<?>[] attributes = attributes(parent, OWN);
        Files.createDirectories(folder, attributes);
        if (!isNew && attributes.length > 0) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWN));
        }
    }

    /** Where files have owners, only this one reads it; elsewhere the home's folder guards it. */
    static FileAttribute<?>[] attributes(Path near, String permissions) throws IOException {
        return Files.getFileStore(near).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Deletes a folder with all that is in it; nothing if it is not there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    /** Deletes what is in a folder, but for some of it. */
    static void clear(Path folder, Set<Path> kept) throws IOException {
        List<Path> all;
        try (Stream<Path> content = Files.list(folder)) {
            all = content.filter(path -> !kept.contains(path)).toList();
        }
        for (Path path : all) {
            delete(path);
        }
    }

    /**
     * Returns the files of a folder and of the folders in it, links followed, in the order of their paths; of a file, itself.
     *
     * @throws DataRefusedException if a link leads back to a folder that it lies in
     * @throws IOException if a folder cannot be read
     */
    static List<Path> files(Path source) throws IOException {
        try (Stream<Path> all = Files.walk(source, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof FileSystemLoopException loop) {
                throw new DataRefusedException(
                        source + " has a link that leads back to a folder that it lies in: " + loop.getFile(), e);
            }
            throw e.getCause();
        }
    }

    static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns what tells whether data are still the same: names, sizes and times of the files that are read.
     *
     * @param source file or folder; empty for none
     */
    static String state(String source) throws IOException {
        if (source.isEmpty()) {
            return "";
        }
        StringBuilder state = new StringBuilder();
        for (Path file : data(Path.of(source))) {
            state.append(file)
                    .append('\0')
                    .append(Files.size(file))
                    .append('\0')
                    .append(Files.getLastModifiedTime(file))
                    .append('\0');
        }
        return state.toString();
    }

    /** Beside arrays lies what is written meanwhile, where they are kept of calls. */
    private static List<Path> data(Path source) throws IOException {
        List<Path> arrays = Files.isDirectory(source) ? NumpySets.files(source) : List.of();
        return arrays.isEmpty() ? files(source) : arrays;
    }

    /**
     * Returns a path as it is, if there is something.
     *
     * @param path empty for none
     * @throws ModelRefusedException if nothing is there
     */
    static String existing(String path) {
        try {
            if (!path.isEmpty() && !Files.exists(Path.of(path))) {
                throw new ModelRefusedException(Reason.UNKNOWN, "there is no file or folder " + path);
            }
            return path;
        } catch (InvalidPathException e) {
            throw new ModelRefusedException(Reason.UNKNOWN, "'" + path + "' is no path of a file or folder", e);
        }
    }
}

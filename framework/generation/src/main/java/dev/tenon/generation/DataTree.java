// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import dev.tenon.generation.DataFolders.Amount;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is done to all files below a folder, while a plugin may be writing there. */
final class DataTree {
    private static final long SPARE_BYTES = 16L << 20;

    private DataTree() {}

    /** Returns the names in a folder; none if it is not there. */
    static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    /** Returns size, time and identity of each file, by its path; none if the folder is not there. */
    static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Files.walkFileTree(target(root), new Walk() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.put(
                        file.toString(),
                        attributes.size() + " " + attributes.lastModifiedTime().toInstant() + " "
                                + attributes.fileKey());
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** Copies what is there, if there is space for it. */
    static void copy(Path from, Path to) throws IOException {
        Path source = target(from);
        Files.createDirectories(to);
        long bytes = amount(source).bytes();
        long free = Files.getFileStore(to).getUsableSpace();
        if (bytes + SPARE_BYTES > free) {
            throw new IOException("the copy needs " + bytes + " bytes, and " + free + " are free");
        }
        Files.walkFileTree(source, new Walk() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(source.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isOther()) {
                    duplicate(file, to.resolve(source.relativize(file)), attributes);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void duplicate(Path file, Path to, BasicFileAttributes attributes) throws IOException {
        try {
            if (attributes.isRegularFile() && isShared(file)) {
                Files.createLink(to, file);
            } else {
                Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (NoSuchFileException e) {
            return; // the plugin deleted it meanwhile, and the snapshots will differ
        }
    }

    private static boolean isShared(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix")
                && !Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE);
    }

    static void force(Path root) throws IOException {
        Files.walkFileTree(root, new Walk() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                        channel.force(true);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                DurableFiles.forceFolder(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static Amount amount(Path root) throws IOException {
        long[] sum = new long[2];
        Files.walkFileTree(root, new Walk() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum[0]++;
                sum[1] += attributes.size();
                return FileVisitResult.CONTINUE;
            }
        });
        return new Amount(sum[0], sum[1]);
    }

    static void delete(Path root) throws IOException {
        Files.walkFileTree(root, new Walk() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** A walk does not follow the link that the first copy's path may be. */
    private static Path target(Path path) throws IOException {
        return Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
    }

    /** A walk that does not mind what vanishes before it comes to it. */
    private abstract static class Walk extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Changes of files and folders that outlast a killed host. */
final class Disk {
    private Disk() {}

    /** What a folder holds, by a pattern of names. */
    static List<Path> list(Path folder, String glob) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(paths::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return paths;
    }

    /** Makes a name durable or a file's content; folders cannot be opened on Windows, where a rename is durable. */
    static void force(Path path, StandardOpenOption how) throws IOException {
        if (Files.isDirectory(path) && path.getFileSystem().getSeparator().equals("\\")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    /** Makes a folder of files durable. */
    static void forceAll(Path folder) throws IOException {
        for (Path file : list(folder, "*")) {
            force(file, StandardOpenOption.WRITE);
        }
        force(folder, StandardOpenOption.READ);
    }

    /** Gives a folder that is already durable its name by one rename; the name must be free. */
    static void appear(Path staged, Path target) throws IOException {
        Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        force(target.toAbsolutePath().getParent(), StandardOpenOption.READ);
    }

    /** Writes a small file by one rename, so that there is the old text or the new one. */
    static void replace(Path file, String text) throws IOException {
        Path written = Files.createTempFile(file.getParent(), ".new-", "");
        try {
            Files.writeString(written, text);
            force(written, StandardOpenOption.WRITE);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(file.toAbsolutePath().getParent(), StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Gives a file that nobody writes to any more a second name; copies it where the file system cannot. */
    static void place(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.copy(from, to); // another disk, a file system without links, or links are not allowed
        }
    }

    /** Deletes a folder with all that is in it; nothing if it is not there. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Says for people why the disk refuses. */
    static String why(IOException e) {
        return e instanceof FileSystemException file && file.getReason() != null
                ? file.getFile() + ": " + file.getReason()
                : String.valueOf(e.getMessage());
    }
}

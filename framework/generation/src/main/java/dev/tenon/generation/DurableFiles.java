// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import dev.tenon.generation.DiskWatch.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes files so that after a crash, at any moment, either the old content or the new is there, whole: temporary file
 * in the same folder, forced to the disk, renamed over the target, the folder forced.
 */
public final class DurableFiles {
    /** How the name of an unfinished file ends. */
    static final String TEMPORARY = ".tmp";

    private static volatile DiskWatch watch = DiskWatch.NONE;

    private DurableFiles() {}

    /** Lets a test hear of every step; {@link DiskWatch#NONE} ends it. */
    static void watch(DiskWatch watcher) {
        watch = watcher;
    }

    /**
     * Replaces a file's content.
     *
     * @param target the file; its folder must exist
     * @param content the new content
     * @throws IOException if it cannot be written; the old content is still there
     */
    public static void write(Path target, String content) throws IOException {
        write(target, content, false);
    }

    /**
     * Replaces a file's content, readable by its owner alone from its first byte on.
     *
     * @param target the file; its folder must exist
     * @param content the new content
     * @throws IOException if it cannot be written; the old content is still there
     */
    public static void writeSecret(Path target, String content) throws IOException {
        write(target, content, true);
    }

    private static void write(Path target, String content, boolean secret) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Path temporary = temporary(folder, "." + target.getFileName());
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                force(channel, temporary);
            }
            if (!secret && Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
            }
            move(temporary, target);
        } finally {
            delete(temporary);
        }
    }

    /** Makes an empty file that is to be filled, forced and moved to its place. */
    static Path temporary(Path folder, String prefix) throws IOException {
        Path file = Files.createTempFile(folder, prefix, TEMPORARY);
        watch.taken(Step.CREATED, file, file);
        return file;
    }

    /** Forces what was written into a file. */
    static void force(FileChannel channel, Path file) throws IOException {
        watch.taken(Step.WROTE, file, file);
        channel.force(true);
        watch.taken(Step.FORCED, file, file);
    }

    /**
     * Deletes a file or an empty folder. Not forced: whoever deletes can do without it already.
     *
     * @param file may be absent
     * @throws IOException if it cannot be deleted
     */
    public static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            watch.taken(Step.DELETED, file, file);
        }
    }

    /**
     * Moves a file that was already forced to its place.
     *
     * @param from a file on the same file system
     * @param to its place; replaced if it is there
     * @throws IOException if it cannot be moved
     */
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        watch.taken(Step.MOVED, from, to);
        forceFolder(to.toAbsolutePath().getParent());
    }

    /**
     * Forces a folder's entries to the disk. Systems that cannot open folders (Windows) do so by themselves.
     *
     * @param folder the folder
     * @throws IOException if it cannot be forced
     */
    public static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            watch.taken(Step.FOLDER_FORCED, folder, folder);
        } catch (AccessDeniedException e) {
            if (!System.getProperty("os.name").startsWith("Windows")) {
                throw e;
            }
        }
    }

    /**
     * Says in a few words why a file operation failed.
     *
     * @param e what was thrown
     * @return the operating system's reason where it gave one ({@code No space left on device})
     */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}

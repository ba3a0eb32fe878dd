// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Files of one folder that come to be together: written under names that nobody else has, forced to the disk, and only then
 * given their own names, of which none may be taken. Closing deletes what was made here, unless all was {@linkplain #keep()
 * kept}. Not thread-safe.
 */
final class NewFiles implements Closeable {
    private final Path folder;
    private final List<Path> made = new ArrayList<>();

    NewFiles(Path folder) {
        this.folder = folder;
    }

    static void requireAbsent(Path target) throws FileAlreadyExistsException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw taken(target);
        }
    }

    private static FileAlreadyExistsException taken(Path target) {
        return new FileAlreadyExistsException(target.toString(), null, "it is there already");
    }

    /** Returns the name of a file that is now there, empty, with the permissions that new files have. */
    Path create(Path target) throws IOException {
        Path partial = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                .close();
        made.add(partial);
        return partial;
    }

    /**
     * Gives a file that was made here, and forced, its own name; durable when it returns. A link is the one step that both
     * names a file and fails where the name is taken; not all file systems have links, FAT for instance.
     */
    void name(Path partial, Path target) throws IOException {
        try {
            Files.createLink(target, partial);
        } catch (FileAlreadyExistsException e) {
            throw taken(target);
        } catch (UnsupportedOperationException | FileSystemException e) {
            move(partial, target);
        }
        made.add(target);
        Files.deleteIfExists(partial);
        made.remove(partial);
        force();
    }

    /** Looks first, and then moves: what another process puts there in between is lost. */
    static void move(Path partial, Path target) throws IOException {
        try {
            Files.move(partial, target);
        } catch (FileAlreadyExistsException e) {
            throw taken(target);
        }
    }

    /** Forces the folder's entries to the disk. Windows, which cannot open folders, does so by itself. */
    private void force() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            if (!System.getProperty("os.name").startsWith("Windows")) {
                throw e;
            }
        }
    }

    void keep() {
        made.clear();
    }

    @Override
    public void close() throws IOException {
        for (Path each : made) {
            Files.deleteIfExists(each);
        }
    }
}

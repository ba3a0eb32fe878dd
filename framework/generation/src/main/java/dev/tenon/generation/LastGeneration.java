// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;

/** The generation that was read last: its file, as long as it is the same one, would give the same again. */
final class LastGeneration {
    /** Reads a file. */
    interface Reader {
        Generation read(Path file) throws HomeException;
    }

    private record Read(Path file, Object inode, FileTime modified, long size, Generation generation) {
        boolean is(Path other, BasicFileAttributes now) {
            return file.equals(other)
                    && Objects.equals(inode, now.fileKey())
                    && modified.equals(now.lastModifiedTime())
                    && size == now.size();
        }
    }

    private Optional<Read> last = Optional.empty();

    /** Returns the generation of a file, read only if it was not or the file is another one. */
    synchronized Generation of(Path file, Reader reader) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        Optional<Read> known = last.filter(read -> read.is(file, now));
        if (known.isPresent()) {
            return known.get().generation();
        }
        Generation generation = reader.read(file);
        last = Optional.of(new Read(file, now.fileKey(), now.lastModifiedTime(), now.size(), generation));
        return generation;
    }
}

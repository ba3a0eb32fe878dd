// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;

/**
 * The generations that were read lately: the file of a generation never changes, so as long as it is the same file,
 * parsing it would give the same again. Thread-safe.
 */
final class ReadGenerations {
    /** Reads a file. */
    interface Reader {
        Generation read(Path file) throws HomeException;
    }

    private static final int REMEMBERED = 1_024;

    private record Read(Object inode, FileTime modified, long size, Generation generation) {
        boolean isOf(BasicFileAttributes now) {
            return Objects.equals(inode, now.fileKey())
                    && modified.equals(now.lastModifiedTime())
                    && size == now.size();
        }
    }

    private final Map<Path, Read> known = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Member, WeakReference<Member>> members = new WeakHashMap<>();

    /**
     * Returns the generation of a file, read only if it was not or the file is another one.
     *
     * @throws IOException if the file is not there, or the reader refuses it
     */
    synchronized Generation of(Path file, Reader reader) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        Read read = known.get(file);
        if (read != null && read.isOf(now)) {
            return read.generation();
        }
        Generation generation = shared(reader.read(file));
        known.put(file, new Read(now.fileKey(), now.lastModifiedTime(), now.size(), generation));
        if (known.size() > REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
        return generation;
    }

    /** One generation has nearly all members of the one before it: they are held once. */
    private Generation shared(Generation read) {
        return new Generation(
                read.format(),
                read.number(),
                read.created(),
                read.reason(),
                read.members().stream().map(this::shared).toList(),
                read.plugins(),
                read.configurations());
    }

    private Member shared(Member member) {
        WeakReference<Member> reference = members.get(member);
        Member known = reference == null ? null : reference.get();
        if (known != null) {
            return known;
        }
        members.put(member, new WeakReference<>(member));
        return member;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
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

    private static final int REMEMBERED = 2 * GenerationStore.KEPT_AT_MOST;

    private record Read(Object inode, FileTime modified, long size, Generation generation) {
        boolean isOf(BasicFileAttributes now) {
            return Objects.equals(inode, now.fileKey())
                    && modified.equals(now.lastModifiedTime())
                    && size == now.size();
        }
    }

    private final Map<Path, Read> known = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Object, WeakReference<Object>> held = new WeakHashMap<>();

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

    /** One generation has nearly all that the one before it had: it is held once. */
    private Generation shared(Generation read) {
        return new Generation(
                read.format(),
                read.number(),
                read.created(),
                read.reason(),
                read.members().stream().map(this::one).toList(),
                one(read.plugins()),
                one(read.configurations()));
    }

    private <T> Map<String, T> one(Map<String, T> map) {
        Map<String, T> shared = new HashMap<>();
        map.forEach((key, value) -> shared.put(one(key), one(value)));
        return shared;
    }

    /** Returns the one of its equals that is held. */
    @SuppressWarnings("unchecked") // an equal record or string is of the same class
    private <T> T one(T value) {
        WeakReference<Object> reference = held.get(value);
        Object known = reference == null ? null : reference.get();
        if (known != null) {
            return (T) known;
        }
        held.put(value, new WeakReference<>(value));
        return value;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Jars by what they contain: {@code store/sha256/<digest>.jar}. A file is there whole and verified or not at all.
 * Thread-safe.
 */
public final class ContentStore {
    private static final int BUFFER = 1 << 16;

    private static final String JAR = ".jar";
    private static final String TEXT = ".json";

    private final Home home;

    /**
     * Makes a store.
     *
     * @param home an open home
     */
    public ContentStore(Home home) {
        this.home = home;
    }

    /**
     * Says where content lies or would lie.
     *
     * @param sha256 64 lower-case hexadecimal digits
     * @return its path
     * @throws IllegalArgumentException if it is no digest
     */
    public Path path(String sha256) {
        Sha256.check(sha256);
        return home.store().resolve(sha256 + JAR);
    }

    /** Says where the text of a setting lies or would lie. */
    Path text(String sha256) {
        Sha256.check(sha256);
        return home.store().resolve(sha256 + TEXT);
    }

    /**
     * Says whether content is here.
     *
     * @param sha256 its digest
     * @return true if it is
     */
    public boolean has(String sha256) {
        return Files.isRegularFile(path(sha256));
    }

    /**
     * Takes content in, if it is what was promised.
     *
     * @param in the bytes; read to the end, not closed
     * @param sha256 what they must digest to
     * @param maxBytes how many are read at most
     * @param progress hears how many bytes are here so far
     * @return where they lie now
     * @throws WrongContentException if the bytes digest to something else or are too many; nothing is kept
     * @throws IOException if reading or writing fails; nothing is kept
     */
    public Path put(InputStream in, String sha256, long maxBytes, LongConsumer progress) throws IOException {
        return put(in, sha256, maxBytes, path(sha256), progress);
    }

    Path put(InputStream in, String sha256, long maxBytes, Path target, LongConsumer progress) throws IOException {
        Path temporary = DurableFiles.temporary(home.store(), "incoming");
        try {
            MessageDigest digest = Sha256.start();
            long bytes = copy(in, temporary, digest, maxBytes, progress);
            String actual = Sha256.end(digest);
            if (!actual.equals(sha256)) {
                throw new WrongContentException(
                        "SHA-256 mismatch: " + sha256 + " was promised, " + actual + " came (" + bytes + " bytes)");
            }
            DurableFiles.move(temporary, target);
            return target;
        } finally {
            DurableFiles.delete(temporary);
        }
    }

    private static long copy(InputStream in, Path to, MessageDigest digest, long maxBytes, LongConsumer progress)
            throws IOException {
        long bytes = 0;
        byte[] buffer = new byte[BUFFER];
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
                if (bytes > maxBytes) {
                    throw new WrongContentException("more bytes came than the " + maxBytes + " that were promised");
                }
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
                progress.accept(bytes);
            }
            DurableFiles.force(channel, to);
        }
        return bytes;
    }

    /**
     * Deletes one piece of content.
     *
     * @param sha256 its digest
     * @throws IOException if it cannot be deleted
     */
    public void delete(String sha256) throws IOException {
        DurableFiles.delete(path(sha256));
    }

    /**
     * Deletes everything but the wanted, and what a crash left half-written, if it is older than a moment: what is
     * younger may belong to a change under way.
     */
    void retain(Set<String> wanted, Instant before) throws IOException {
        try (Stream<Path> files = Files.list(home.store())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean whole = name.endsWith(JAR) || name.endsWith(TEXT);
                if (!(whole && wanted.contains(name.substring(0, name.lastIndexOf('.'))))
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    DurableFiles.delete(file);
                }
            }
        }
    }
}

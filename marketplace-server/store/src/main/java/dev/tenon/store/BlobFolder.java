// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Content by its SHA-256, one file each. A file under its final name is whole. Thread-safe, except that {@link #sweep}
 * must run alone.
 */
public final class BlobFolder {
    /** Kept free for the database: it must be able to write down what happened. */
    static final long RESERVE_BYTES = 16L << 20;

    private final Path finished;
    private final Path arriving;
    private final long reserveBytes;

    /**
     * Opens the folder, made if it is missing.
     *
     * @param root where
     * @throws IOException if it cannot be made
     */
    public BlobFolder(Path root) throws IOException {
        this(root, RESERVE_BYTES);
    }

    BlobFolder(Path root, long reserveBytes) throws IOException {
        this.finished = Files.createDirectories(root.resolve("sha256"));
        this.arriving = Files.createDirectories(root.resolve("arriving"));
        this.reserveBytes = reserveBytes;
    }

    /** Content that has arrived but is not kept yet; closing it without {@link #keep} throws it away. */
    public final class Arrival implements AutoCloseable {
        private final Path file;
        private final String sha256;

        private Arrival(Path file, String sha256) {
            this.file = file;
            this.sha256 = sha256;
        }

        /**
         * The content.
         *
         * @return a file that is gone after {@link #keep} or {@link #close}
         */
        public Path file() {
            return file;
        }

        /**
         * Its digest.
         *
         * @return 64 hexadecimal digits
         */
        public String sha256() {
            return sha256;
        }

        /**
         * Makes the content durable under its digest.
         *
         * @throws IOException if that fails
         */
        public void keep() throws IOException {
            DurableFiles.moveInto(file, finished.resolve(sha256));
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Takes content in.
     *
     * @param content read to its end, not closed
     * @param maxBytes the most that is taken
     * @return what arrived, to be closed
     * @throws IOException if the content cannot be read or written
     * @throws RefusedException {@code TOO_LARGE}, or {@code STORAGE_FULL}; nothing stays behind
     */
    public Arrival receive(InputStream content, long maxBytes) throws IOException {
        Path file = Files.createTempFile(arriving, "", "");
        boolean whole = false;
        try {
            Arrival arrival = new Arrival(file, copy(content, file, maxBytes));
            whole = true;
            return arrival;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    private String copy(InputStream content, Path file, long maxBytes) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        byte[] buffer = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                size += n;
                if (size > maxBytes) {
                    throw tooLarge(maxBytes);
                }
                if (size % (1 << 20) < n) {
                    checkRoom(0);
                }
                digest.update(buffer, 0, n);
                write(out, buffer, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void write(OutputStream out, byte[] buffer, int length) throws IOException {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            // the only thing that the platform says of a full disk is a message in its own language
            if (Files.getFileStore(arriving).getUsableSpace() < buffer.length) {
                RefusedException full = full();
                full.initCause(e);
                throw full;
            }
            throw e;
        }
    }

    /**
     * Makes sure that content of a size would fit.
     *
     * @param bytes its size
     * @throws IOException if the disk cannot be asked
     * @throws RefusedException {@code STORAGE_FULL} if it would not
     */
    public void checkRoom(long bytes) throws IOException {
        if (Files.getFileStore(arriving).getUsableSpace() - reserveBytes < bytes) {
            throw full();
        }
    }

    private static RefusedException full() {
        return new RefusedException(
                RefusedException.Reason.STORAGE_FULL,
                "storage-full",
                "the marketplace's disk is full, nothing was stored: ask its keeper for room, then publish again");
    }

    /**
     * A refusal of content that is too large.
     *
     * @param maxBytes what is allowed
     * @return the refusal
     */
    public static RefusedException tooLarge(long maxBytes) {
        return new RefusedException(
                RefusedException.Reason.TOO_LARGE,
                "too-large",
                "the file has more than " + maxBytes + " bytes: leave models out of the bundle and require them");
    }

    /**
     * Keeps a small piece of content.
     *
     * @param content what
     * @return its digest
     * @throws IOException if it cannot be written
     */
    public String put(byte[] content) throws IOException {
        try (Arrival arrival = receive(new ByteArrayInputStream(content), content.length)) {
            if (!Files.exists(finished.resolve(arrival.sha256()))) {
                arrival.keep();
            }
            return arrival.sha256();
        }
    }

    /**
     * Finds content.
     *
     * @param sha256 its digest, or anything else that somebody asked for
     * @return its file, empty if there is none
     */
    public Optional<Path> find(String sha256) {
        return sha256.matches("[0-9a-f]{64}")
                ? Optional.of(finished.resolve(sha256)).filter(Files::isRegularFile)
                : Optional.empty();
    }

    /**
     * Throws away what nobody needs: what a crash left between content and record.
     *
     * @param needed every digest that a release names
     * @return how many files went
     * @throws IOException if the folder cannot be read
     */
    public int sweep(Set<String> needed) throws IOException {
        List<Path> leftovers;
        try (Stream<Path> whole = Files.list(finished);
                Stream<Path> parts = Files.list(arriving)) {
            leftovers = Stream.concat(
                            whole.filter(
                                    file -> !needed.contains(file.getFileName().toString())),
                            parts)
                    .toList();
        }
        for (Path file : leftovers) {
            Files.delete(file);
        }
        return leftovers.size();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

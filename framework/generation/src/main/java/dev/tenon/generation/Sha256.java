// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 digests in the form that file names and indexes use: 64 lower-case hexadecimal digits. */
public final class Sha256 {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private Sha256() {}

    /**
     * Starts a digest.
     *
     * @return fresh
     */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Ends a digest.
     *
     * @param digest that saw all bytes
     * @return 64 digits
     */
    public static String end(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Digests a file.
     *
     * @param file to read
     * @return 64 digits
     * @throws IOException if it cannot be read
     */
    public static String of(Path file) throws IOException {
        MessageDigest digest = start();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return end(digest);
    }

    /**
     * Digests a text in UTF-8.
     *
     * @param text any
     * @return 64 digits
     */
    public static String of(String text) {
        MessageDigest digest = start();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return end(digest);
    }

    /** Checks a digest's form: it becomes a path. */
    static void check(String sha256) {
        if (!DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
    }
}

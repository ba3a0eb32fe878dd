// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The secret of {@code <home>/run/token}. Kept as a digest, so that no dump of this object shows it. */
final class AdminToken {
    private static final int MIN_LENGTH = 16;

    private final byte[] digest;

    private AdminToken(byte[] digest) {
        this.digest = digest;
    }

    /** Reads the file. A missing, unreadable or short secret stops the door, and with it everything behind it. */
    static AdminToken read(Path file) {
        try {
            String secret = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (secret.length() < MIN_LENGTH) {
                throw new IllegalStateException(file + " holds no token of at least " + MIN_LENGTH
                        + " characters: delete it and start the host again");
            }
            return new AdminToken(sha256(secret));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the token in " + file, e);
        }
    }

    /** Compares in a time that does not depend on where the two differ. */
    boolean matches(String candidate) {
        return MessageDigest.isEqual(digest, sha256(candidate));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

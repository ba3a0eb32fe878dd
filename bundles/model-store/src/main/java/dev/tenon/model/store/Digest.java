// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, and the names that Git gives to files. */
final class Digest {
    private Digest() {}

    /** Of a file's content, in lower-case hexadecimal digits. */
    static String of(Path file) throws IOException {
        return of(file, algorithm("SHA-256"));
    }

    /** The name of a file as a blob of Git: SHA-1 over its length and its content, in lower-case hexadecimal digits. */
    static String gitBlob(Path file) throws IOException {
        MessageDigest digest = algorithm("SHA-1");
        digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.ISO_8859_1));
        return of(file, digest);
    }

    private static String of(Path file, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of bytes, in lower-case hexadecimal digits. */
    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(algorithm("SHA-256").digest(bytes));
    }

    /** Of a text's UTF-8, in lower-case hexadecimal digits. */
    static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of what is small, in lower-case hexadecimal digits. */
final class Digests {
    private Digests() {}

    static String sha256(byte[] content) {
        return HexFormat.of().formatHex(algorithm("SHA-256").digest(content));
    }

    /** The name of a blob of Git: SHA-1 over its length and its content. */
    static String gitBlob(byte[] content) {
        MessageDigest digest = algorithm("SHA-1");
        digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().formatHex(digest.digest(content));
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}

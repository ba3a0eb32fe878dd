// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Ed25519 public keys as text: base64 of the X.509 encoding (RFC 8410), on one line. */
public final class Keys {
    private Keys() {}

    /**
     * Writes a key.
     *
     * @param key an Ed25519 key
     * @return 60 characters
     */
    public static String write(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /**
     * Reads a key.
     *
     * @param text as {@link #write} gave it, with or without surrounding space
     * @return the key
     * @throws FormatException if the text is no Ed25519 key
     */
    public static PublicKey read(String text) throws FormatException {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text.strip())));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new FormatException("not an Ed25519 public key: '" + text.strip() + "'", e);
        }
    }

    /**
     * Names a key.
     *
     * @param key any key
     * @return the first 16 hexadecimal digits of its SHA-256
     */
    public static String id(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

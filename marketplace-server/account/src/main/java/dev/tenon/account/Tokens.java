// SPDX-License-Identifier: Apache-2.0
package dev.tenon.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Secrets of 256 random bits; only their digests are ever kept, and such a secret needs no salt. */
public final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /**
     * Makes a token of a publisher.
     *
     * @return begins with {@code tnp_}, so that scanners of leaked secrets know it
     */
    public static String publisher() {
        return create("tnp_");
    }

    /**
     * Makes the token of the marketplace's keeper.
     *
     * @return begins with {@code tnk_}
     */
    public static String keeper() {
        return create("tnk_");
    }

    private static String create(String prefix) {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /**
     * What is kept of a token.
     *
     * @param token the secret
     * @return 64 hexadecimal digits
     */
    public static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static boolean matches(String token, String sha256) {
        return MessageDigest.isEqual(
                sha256(token).getBytes(StandardCharsets.US_ASCII), sha256.getBytes(StandardCharsets.US_ASCII));
    }
}

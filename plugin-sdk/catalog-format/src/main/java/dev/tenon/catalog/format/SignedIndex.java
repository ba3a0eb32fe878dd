// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/**
 * An {@link Index} and the signature over its exact bytes, in one document so that both always belong together. The
 * form is that of DSSE 1.0 (pre-authentication encoding, base64) with one Ed25519 signature.
 *
 * @param payloadType {@link #PAYLOAD_TYPE}
 * @param payload base64 of the index's JSON
 * @param keyId {@link Keys#id(PublicKey)} of the key that signed
 * @param sig base64 of the signature
 */
public record SignedIndex(String payloadType, String payload, String keyId, String sig) {
    /** Says what the payload is. */
    public static final String PAYLOAD_TYPE = "application/vnd.tenon.index.v1+json";

    /** A host reads no larger document; at a kilobyte a release it has room for about 50,000. */
    public static final int MAX_BYTES = 64 << 20;

    /**
     * Signs.
     *
     * @param index what to sign
     * @param privateKey Ed25519
     * @param publicKey its other half
     * @return the document
     * @throws GeneralSecurityException if the key is no Ed25519 key
     */
    public static SignedIndex sign(Index index, PrivateKey privateKey, PublicKey publicKey)
            throws GeneralSecurityException {
        byte[] payload = Json.write(index).getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(privateKey);
        signature.update(preAuthenticationEncoding(PAYLOAD_TYPE, payload));
        Base64.Encoder base64 = Base64.getEncoder();
        return new SignedIndex(
                PAYLOAD_TYPE,
                base64.encodeToString(payload),
                Keys.id(publicKey),
                base64.encodeToString(signature.sign()));
    }

    /**
     * Verifies the signature and only then reads the index.
     *
     * @param trusted the key that must have signed
     * @return the index
     * @throws UntrustedException if the type is unknown, another key signed, the signature does not match or the payload
     *     is no index
     */
    public Index verify(PublicKey trusted) throws UntrustedException {
        if (!PAYLOAD_TYPE.equals(payloadType)) {
            throw new UntrustedException("the index is of type '" + payloadType + "', this host reads " + PAYLOAD_TYPE);
        }
        byte[] bytes;
        boolean genuine;
        try {
            bytes = Base64.getDecoder().decode(payload);
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(trusted);
            signature.update(preAuthenticationEncoding(payloadType, bytes));
            genuine = signature.verify(Base64.getDecoder().decode(sig));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UntrustedException("the index's signature cannot be read", e);
        }
        if (!genuine) {
            throw new UntrustedException("the index is not signed by the trusted key " + Keys.id(trusted)
                    + " (it names " + keyId + "): either the marketplace changed its key or this is not it");
        }
        try {
            return Json.read(new String(bytes, StandardCharsets.UTF_8), Index.class);
        } catch (FormatException e) {
            throw new UntrustedException("the index is signed but cannot be read", e);
        }
    }

    /** DSSE 1.0, "Signature Definition": PAE(type, body). */
    private static byte[] preAuthenticationEncoding(String type, byte[] body) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        byte[] head =
                ("DSSEv1 " + typeBytes.length + " " + type + " " + body.length + " ").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}

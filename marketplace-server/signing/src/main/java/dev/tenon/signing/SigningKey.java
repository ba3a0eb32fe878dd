// SPDX-License-Identifier: Apache-2.0
package dev.tenon.signing;

import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Keys;
import dev.tenon.catalog.format.SignedIndex;
import dev.tenon.store.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The marketplace's Ed25519 key. Whoever reads its file can sign in the marketplace's name. Immutable. */
public final class SigningKey {
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /**
     * Reads the key, or makes one at the first time.
     *
     * @param folder made if it is missing; the key's file is its owner's alone
     * @return the key
     * @throws IOException if the key cannot be read or written; an unreadable key is never replaced
     */
    public static SigningKey in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("ed25519.key");
        if (!Files.exists(file)) {
            create(file);
        }
        return read(file);
    }

    private static void create(Path file) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            String text = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n"
                    + Keys.write(pair.getPublic()) + "\n";
            DurableFiles.writeSecret(file, text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    private static SigningKey read(Path file) throws IOException {
        String[] lines = Files.readString(file, StandardCharsets.US_ASCII).split("\n");
        try {
            PrivateKey privateKey = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines[0])));
            return new SigningKey(privateKey, Keys.read(lines.length > 1 ? lines[1] : ""));
        } catch (GeneralSecurityException | IllegalArgumentException | FormatException e) {
            throw new IOException("the signing key " + file + " cannot be read: restore it from a backup", e);
        }
    }

    /**
     * What hosts trust.
     *
     * @return the public half
     */
    public PublicKey publicKey() {
        return publicKey;
    }

    SignedIndex sign(Index index) {
        try {
            return SignedIndex.sign(index, privateKey, publicKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs", e);
        }
    }
}

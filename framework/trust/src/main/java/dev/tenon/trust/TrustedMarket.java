// SPDX-License-Identifier: Apache-2.0
package dev.tenon.trust;

import dev.tenon.admin.AdminException;
import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Json;
import dev.tenon.catalog.format.Keys;
import dev.tenon.generation.DurableFiles;
import dev.tenon.generation.Home;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.PublicKey;
import java.util.Optional;

/**
 * Whom the operator trusts: {@code trust/market.json}, written by {@code tenon up} or {@code tenon market trust}.
 *
 * @param url where the marketplace is
 * @param key its Ed25519 public key
 */
record TrustedMarket(URI url, PublicKey key) {
    private record Document(String url, String key) {}

    /**
     * Reads the file.
     *
     * @return empty if the operator trusts no marketplace
     * @throws AdminException if the file is damaged: an unreadable trust is no trust
     */
    static Optional<TrustedMarket> read(Home home) {
        String text;
        try {
            text = Files.readString(home.trust().resolve("market.json"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw refused("cannot be read (" + DurableFiles.reason(e) + ")", home, e);
        }
        try {
            Document document = Json.read(text, Document.class);
            URI url = URI.create(document.url().replaceAll("/+$", ""));
            if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
                throw new IllegalArgumentException("not an http address: " + url);
            }
            return Optional.of(new TrustedMarket(url, Keys.read(document.key())));
        } catch (FormatException | IllegalArgumentException | NullPointerException e) {
            throw refused("is damaged", home, e);
        }
    }

    private static AdminException refused(String what, Home home, Exception cause) {
        return new AdminException(
                AdminException.Reason.UNTRUSTED,
                home.trust().resolve("market.json") + " " + what + ": write it anew with ./tenon market trust URL KEY",
                cause);
    }
}

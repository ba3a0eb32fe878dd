// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenon.catalog.format.Clause;
import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Json;
import dev.tenon.catalog.format.Keys;
import dev.tenon.catalog.format.Release;
import dev.tenon.catalog.format.SignedIndex;
import dev.tenon.catalog.format.UntrustedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A marketplace that looks into nothing: it signs whatever it is given, beside what a careful one offers. Whoever trusts
 * it has only their own host's checks left.
 */
final class CarelessMarket implements AutoCloseable {
    private record Offer(SignedIndex index, String sha256, byte[] jar) {}

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    private final AtomicReference<Offer> offer = new AtomicReference<>();
    private final Index careful;
    private long sequence;

    /** Begins with what the marketplace of {@code up} offers. */
    CarelessMarket(Up up) throws IOException, GeneralSecurityException, FormatException, UntrustedException {
        String trusted =
                Http.get(up.market().resolve("/api/v1/key")).json().path("key").asText();
        careful = Json.read(Http.get(up.market().resolve("/api/v1/index")).body(), SignedIndex.class)
                .verify(Keys.read(trusted));
        offer.set(new Offer(sign(careful.releases()), "", new byte[0]));
        server.createContext(
                "/api/v1/index",
                exchange -> send(exchange, 200, Json.write(offer.get().index()).getBytes(StandardCharsets.UTF_8)));
        server.createContext("/blobs/sha256/", this::blob);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String key() {
        return Keys.write(key.getPublic());
    }

    /** Offers a jar as a skill, and says of it that it needs no more than is given here. */
    void offer(String id, Path jar, Clause... requirements) throws IOException, GeneralSecurityException {
        byte[] bytes = Files.readAllBytes(jar);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        List<Release> all = new ArrayList<>(careful.releases());
        all.add(new Release(
                id,
                "1.0.0",
                "Teapot",
                "Steeps tea.",
                "Apache-2.0",
                List.of("skill"),
                List.of(),
                sha256,
                bytes.length,
                "2026-01-01T00:00:00Z",
                "somebody",
                capabilities(id),
                List.of(requirements),
                List.of()));
        offer.set(new Offer(sign(all), sha256, bytes));
    }

    private static List<Clause> capabilities(String id) {
        Map<String, Clause.Value> identity =
                Map.of("osgi.identity", text(id), "version", new Clause.Value("Version", "1.0.0"));
        return List.of(
                new Clause("osgi.identity", identity, Map.of()),
                new Clause("tenon.plugin", Map.of("tenon.plugin", text(id)), Map.of("effective", "tenon")));
    }

    private static Clause.Value text(String value) {
        return new Clause.Value("String", value);
    }

    private SignedIndex sign(List<Release> releases) throws GeneralSecurityException {
        return SignedIndex.sign(
                new Index(++sequence, "2026-01-01T00:00:00Z", releases), key.getPrivate(), key.getPublic());
    }

    private void blob(HttpExchange exchange) throws IOException {
        Offer now = offer.get();
        boolean known = exchange.getRequestURI().getPath().endsWith("/" + now.sha256());
        send(exchange, known ? 200 : 404, known ? now.jar() : new byte[] {'?'});
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

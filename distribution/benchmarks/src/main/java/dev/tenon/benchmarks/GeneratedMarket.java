// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Json;
import dev.tenon.catalog.format.SignedIndex;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A marketplace of one document: a signed index, served on loopback as the protocol says (ETag, 304). */
final class GeneratedMarket implements AutoCloseable {
    private static final String ETAG = "\"generated\"";

    private final KeyPair keys;
    private final byte[] document;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    GeneratedMarket(Index index) throws IOException, GeneralSecurityException {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        document = Json.write(SignedIndex.sign(index, keys.getPrivate(), keys.getPublic()))
                .getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/index", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (ETAG.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            exchange.getResponseHeaders().set("ETag", ETAG);
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
        }
    }

    int bytes() {
        return document.length;
    }

    /** Lets a home believe it. */
    void trustIn(Path home) throws IOException {
        Market.trust(
                home,
                "http://127.0.0.1:" + server.getAddress().getPort(),
                Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

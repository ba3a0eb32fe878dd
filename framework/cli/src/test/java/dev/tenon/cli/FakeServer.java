// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A server that answers what a test tells it, in order; the last answer of a path repeats. */
final class FakeServer implements AutoCloseable {
    record Request(String line, String authorization, String body) {}

    private record Reply(int status, String body, boolean broken) {}

    /** How long to wait for news of a job, and from where on: the reply is the same. */
    private static final Pattern WAIT = Pattern.compile("(/jobs/[^/?]+)\\?.*");

    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    FakeServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    FakeServer on(String line, int status, String body) {
        return add(line, new Reply(status, body, false));
    }

    FakeServer on(String line, String body) {
        return on(line, 200, body);
    }

    /** Promises more than it sends. */
    FakeServer breakOff(String line) {
        return add(line, new Reply(200, "{\"id\":", true));
    }

    private FakeServer add(String line, Reply reply) {
        synchronized (replies) {
            replies.computeIfAbsent(line, key -> new ArrayDeque<>()).add(reply);
        }
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    Request last() {
        return requests.get(requests.size() - 1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(new Request(line, authorization == null ? "" : authorization, body));
        Reply reply = next(WAIT.matcher(line).replaceFirst("$1"));
        byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status, reply.broken ? bytes.length + 100 : Math.max(1, bytes.length));
        exchange.getResponseBody().write(bytes.length == 0 ? new byte[] {' '} : bytes);
        exchange.close();
    }

    private Reply next(String line) {
        synchronized (replies) {
            Deque<Reply> queue = replies.get(line);
            if (queue == null) {
                String body = "{\"error\":{\"code\":\"not-found\",\"message\":\"nothing at " + line + "\"}}";
                return new Reply(404, body, false);
            }
            return queue.size() > 1 ? queue.remove() : queue.element();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

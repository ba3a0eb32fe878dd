// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebCallsTest {
    private static final String EVENT = LabourServlet.EVENT + "\n\n";
    private static final int MANY = 1_000_000;

    private final WebCalls calls = new WebCalls();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Integer> ports = Collections.synchronizedSet(new HashSet<>());
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        System.setProperty(
                WebCalls.URL, "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
        System.clearProperty(WebCalls.URL);
    }

    @Test
    void callsAgainOverTheSameConnection() throws IOException {
        answer(200, LabourSkill.DONE);
        calls.call();
        calls.call();
        assertThat(ports).hasSize(1);
    }

    @Test
    void noticesAWrongAnswer() {
        answer(200, "nothing");
        assertThatThrownBy(calls::call).hasMessageContaining("nothing");
    }

    @Test
    void noticesAnErrorAndARedirect() {
        answer(503, LabourSkill.DONE);
        assertThatThrownBy(calls::call).hasMessageContaining("503");
        server.removeContext(LabourServlet.QUICK);
        answer(302, LabourSkill.DONE);
        assertThatThrownBy(calls::call).hasMessageContaining("302");
    }

    @Test
    void aCallWhoseConnectionBreaksIsLostAndNotMadeAgain() throws IOException {
        answer(200, LabourSkill.DONE);
        calls.call();
        server.removeContext(LabourServlet.QUICK);
        server.createContext(LabourServlet.QUICK, exchange -> {
            requests.incrementAndGet();
            throw new IOException("breaks off");
        });
        assertThatThrownBy(calls::call).isInstanceOf(IOException.class);
        assertThat(requests).hasValue(1);
    }

    @Test
    void readsEventsToTheirEnd() throws IOException {
        List<Integer> read = new ArrayList<>();
        events(EVENT + EVENT, true);
        assertThat(calls.stream(() -> read.add(1))).isTrue();
        assertThat(read).hasSize(4);
    }

    @Test
    void noticesEventsThatBreakOffAndWrongOnes() {
        events(EVENT, false);
        assertThatThrownBy(() -> calls.stream(() -> true)).isInstanceOf(IOException.class);
        server.removeContext(LabourServlet.EVENTS);
        events("another page\n", true);
        assertThatThrownBy(() -> calls.stream(() -> true)).hasMessageContaining("another page");
    }

    @Test
    void endsEventsThatGoOn() throws IOException {
        server.createContext(LabourServlet.EVENTS, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < MANY; i++) { // unless nobody reads any more
                exchange.getResponseBody().write(EVENT.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        });
        List<Integer> read = new ArrayList<>();
        assertThat(calls.stream(() -> read.add(1) && read.size() < 3)).isTrue();
        assertThat(read).hasSize(3);
    }

    private void answer(int status, String body) {
        server.createContext(LabourServlet.QUICK, exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            exchange.getResponseHeaders().add("Location", LabourServlet.EVENTS);
            exchange.getRequestBody().readAllBytes();
            send(exchange, status, body);
        });
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void events(String text, boolean toTheEnd) {
        server.createContext(LabourServlet.EVENTS, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (!toTheEnd) {
                throw new IOException("breaks off");
            }
            out.close();
        });
    }
}

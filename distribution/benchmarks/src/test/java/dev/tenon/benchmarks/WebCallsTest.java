// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebCallsTest {
    private final WebCalls calls = new WebCalls();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        System.setProperty(
                WebCalls.URL, "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        System.clearProperty(WebCalls.URL);
    }

    @Test
    void takesTheAnswerThatIsWanted() throws IOException {
        answer(LabourServlet.QUICK, 200, LabourSkill.DONE);
        calls.call();
        calls.call();
    }

    @Test
    void noticesAWrongAnswerAndAnError() {
        answer(LabourServlet.QUICK, 200, "nothing");
        assertThatThrownBy(calls::call).hasMessageContaining("nothing");
        server.removeContext(LabourServlet.QUICK);
        answer(LabourServlet.QUICK, 503, LabourSkill.DONE);
        assertThatThrownBy(calls::call).hasMessageContaining("503");
    }

    @Test
    void readsEventsToTheirEnd() throws IOException {
        events(true);
        assertThat(calls.stream(() -> true)).isTrue();
    }

    @Test
    void noticesEventsThatBreakOff() {
        events(false);
        assertThatThrownBy(() -> calls.stream(() -> true)).isInstanceOf(IOException.class);
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }

    private void events(boolean toTheEnd) {
        server.createContext(LabourServlet.EVENTS, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write((LabourServlet.EVENT + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (!toTheEnd) {
                throw new IOException("breaks off");
            }
            out.close();
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenon.runtime.ModelHub.Address;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secret headers stay with their origin, and another address is tried where one does not serve. */
@Timeout(60)
class AddressesTest {
    private static final byte[] CONTENT = "a file".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path temp;

    /** {@code <server> <path> <token>} of each request. */
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private HttpServer hub;
    private HttpServer other;

    @BeforeEach
    void serve() throws IOException {
        other = start("other", Map.of());
        hub = start(
                "hub",
                Map.of(
                        "/away", url(other, "/file"),
                        "/here", "/file",
                        "/back", url(other, "/home"),
                        "/ring", "/ring",
                        "/open", "http://files.example.org/file"));
    }

    @AfterEach
    void stop() {
        hub.stop(0);
        other.stop(0);
    }

    private HttpServer start(String name, Map<String, String> redirects) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(name + " " + path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
            Optional<String> to =
                    path.equals("/home") ? Optional.of(url(hub, "/file")) : Optional.ofNullable(redirects.get(path));
            to.ifPresent(location -> exchange.getResponseHeaders().set("Location", location));
            answer(exchange, path, to.isPresent());
        });
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, String path, boolean isRedirect) throws IOException {
        if (isRedirect) {
            exchange.sendResponseHeaders(302, -1);
        } else if (path.matches("/[45]\\d\\d")) {
            exchange.getResponseHeaders().set("Retry-After", "9");
            exchange.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
        } else {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT);
        }
        exchange.close();
    }

    private static String url(HttpServer server, String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Path fetch(Address... addresses) throws IOException {
        Path target = temp.resolve("target");
        new Downloads(temp.resolve("parts"), Duration.ofSeconds(5))
                .fetch(List.of(addresses), FileSpec.named("file"), target, bytes -> {});
        return target;
    }

    private Address secret(String path) {
        return new Address(URI.create(url(hub, path)), Map.of("Authorization", "secret"));
    }

    private ModelRefusedException refused(Address... addresses) {
        return catchThrowableOfType(ModelRefusedException.class, () -> fetch(addresses));
    }

    @Test
    void sendsHeadersOnWithinAnOrigin() throws IOException {
        assertThat(fetch(secret("/here"))).hasBinaryContent(CONTENT);
        assertThat(asked).containsExactly("hub /here secret", "hub /file secret");
    }

    @Test
    void sendsNoHeadersToAnotherOriginNorBackFromThere() throws IOException {
        assertThat(fetch(secret("/away"))).hasBinaryContent(CONTENT);
        assertThat(asked).containsExactly("hub /away secret", "other /file null");
        asked.clear();
        fetch(secret("/back"));
        assertThat(asked).containsExactly("hub /back secret", "other /home null", "hub /file null");
    }

    @Test
    void followsNoRedirectToWhereBytesCanBeChanged() {
        ModelRefusedException refusal = refused(secret("/open"));
        assertThat(refusal.reason()).isEqualTo(Reason.UNTRUSTED);
        assertThat(refusal).hasMessageContaining("http://files.example.org/file, which is not protected on its way");
        assertThat(refused(secret("/ring"))).hasMessageContaining("redirects more than 10 times");
    }

    @Test
    void triesTheNextAddressWhereOneDoesNotServe() throws IOException {
        Address mirror = new Address(URI.create(url(other, "/file")), Map.of());
        assertThat(fetch(secret("/503"), mirror)).hasBinaryContent(CONTENT);
        assertThat(asked).containsExactly("hub /503 secret", "other /file null");
        assertThat(refused(secret("/503"), new Address(URI.create(url(other, "/500")), Map.of())))
                .hasMessageContaining(url(hub, "/503"))
                .hasMessageContaining("status 503; try again later (1 further addresses do not serve it)");
        assertThat(refused(secret("/404"), mirror).reason()).isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void saysWhatAnAnswerWithoutTheFileMeans() {
        assertThat(refused(secret("/429"))).hasMessageContaining("try again after 9 seconds");
        assertThat(refused(secret("/403"))).hasMessageContaining("refuses access (status 403)");
        assertThat(secret("/429").toString()).doesNotContain("secret");
    }
}

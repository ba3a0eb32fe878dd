// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    @TempDir
    private static Path home;

    private static TestContainer container;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        container = TestContainer.start(home, Map.of(), List.of(), List.of(Path.of("target/classes")));
        container.await("(osgi.http.whiteboard.servlet.pattern=/healthz)");
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        container.close();
    }

    private static HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(container.url() + path)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends exactly these lines, as no decent client would. */
    private static String raw(String... lines) throws IOException {
        URI uri = URI.create(container.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void saysWhereItListens() {
        assertThat(container.url()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]+");
    }

    @Test
    void isHealthyWithoutASecret() throws Exception {
        HttpResponse<String> response = send("GET", "/healthz");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/nothing", "/admin/v1/status"})
    void refusesForeignHostsEverywhere(String path) throws Exception {
        int port = URI.create(container.url()).getPort();
        for (String host : List.of("evil.example", "evil.example:" + port, "127.0.0.1", "127.0.0.1:1")) {
            assertThat(raw("GET " + path + " HTTP/1.1", "Host: " + host))
                    .as(host)
                    .startsWith("HTTP/1.1 421")
                    .contains("\"code\":\"foreign-host\"");
        }
        assertThat(raw("GET " + path + " HTTP/1.0")).contains(" 421 ");
    }

    @Test
    void answersToTheNamesOfLoopback() throws Exception {
        int port = URI.create(container.url()).getPort();
        for (String host : List.of("127.0.0.1", "localhost", "LOCALHOST", "[::1]")) {
            assertThat(raw("GET /healthz HTTP/1.1", "Host: " + host + ":" + port))
                    .as(host)
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void refusesWithoutAProof() throws Exception {
        HttpResponse<String> response = send("GET", "/admin/v1/status");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("\"code\":\"not-signed-in\"");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer ",
                "Bearer",
                "Basic " + TestContainer.TOKEN,
                TestContainer.TOKEN,
                "Bearer 0"
            })
    void refusesAWrongToken(String authorization) throws Exception {
        HttpResponse<String> response = send("GET", "/admin/v1/status", "Authorization", authorization);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("\"code\":\"wrong-token\"").doesNotContain(TestContainer.TOKEN);
    }

    @Test
    void letsTheTokenThrough() throws Exception {
        HttpResponse<String> response =
                send("POST", "/admin/v1/anything", "Authorization", "Bearer " + TestContainer.TOKEN);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void doesNotTakeTheTokenFromTheAddress() throws Exception {
        assertThat(send("GET", "/admin/v1/status?token=" + TestContainer.TOKEN).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1",
        "Origin, http://localhost",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, nonsense"
    })
    void refusesForeignPagesEvenWithTheToken(String header, String value) throws Exception {
        for (String method : List.of("GET", "POST", "OPTIONS", "DELETE")) {
            HttpResponse<String> response =
                    send(method, "/admin/v1/status", "Authorization", "Bearer " + TestContainer.TOKEN, header, value);
            assertThat(response.statusCode()).as(method).isEqualTo(403);
            assertThat(response.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        }
    }

    @Test
    void refusesAnOriginOfAnotherOwnName() throws Exception {
        int port = URI.create(container.url()).getPort();
        HttpResponse<String> response = send("POST", "/admin/v1/session", "Origin", "http://localhost:" + port);
        assertThat(response.statusCode()).isEqualTo(403);
    }

    @Test
    void signsInOnlyFromItsOwnPages() throws Exception {
        assertThat(send("POST", "/admin/v1/session").statusCode()).isEqualTo(403);
        assertThat(send("POST", "/admin/v1/session", "Origin", container.url()).statusCode())
                .as("past the door, where nobody is yet")
                .isEqualTo(404);
        assertThat(send("POST", "/admin/v1/session/code", "Origin", container.url())
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/",
                "//admin/v1/status",
                "/%61dmin/v1/status",
                "/x/../admin/v1/status",
                "/admin;a=b/v1/status",
                "/admin/v1/session/../status",
                "/admin/v1/session;x",
                "/./admin/v1/status"
            })
    void neverServesTheAdminPathUnderAnotherSpelling(String path) throws Exception {
        int port = URI.create(container.url()).getPort();
        String answer = raw("GET " + path + " HTTP/1.1", "Host: 127.0.0.1:" + port);
        assertThat(answer.substring(9, 12)).as(answer).isIn("400", "401", "404");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        int port = URI.create(container.url()).getPort();
        String answer =
                raw("POST /nothing HTTP/1.1", "Host: 127.0.0.1:" + port, "Content-Length: " + ((48L << 20) + 1));
        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"too-large\"");
    }

    /** Jetty closes such a connection: a client that was not told would send its next request into the closed one. */
    @Test
    void saysThatItClosesAConnectionWithAnUnreadBody() throws Exception {
        URI uri = URI.create(container.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /nothing HTTP/1.1\r\nHost: 127.0.0.1:" + uri.getPort()
                                    + "\r\nContent-Length: 2\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 404")
                    .containsIgnoringCase("\r\nConnection: close\r\n");
        }
    }

    @Test
    void invitesNoBodyThatIsRefused() throws Exception {
        URI uri = URI.create(container.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /nothing HTTP/1.1\r\nHost: 127.0.0.1:" + uri.getPort()
                                    + "\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 404")
                    .doesNotContain("100 Continue");
        }
    }

    @Test
    void countsABodyThatDoesNotSayItsLength() throws Exception {
        InputStream endless = new ByteArrayInputStream(new byte[2048]);
        assertThatThrownBy(() -> new BoundedRequest(new OneBody(endless), 2047)
                        .getInputStream()
                        .readAllBytes())
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(413));
        assertThat(new BoundedRequest(new OneBody(new ByteArrayInputStream(new byte[2048])), 2048)
                        .getInputStream()
                        .readAllBytes())
                .hasSize(2048);
    }

    @Test
    void setsTheHeadersThatBrowsersHeed() throws Exception {
        for (String path : List.of("/healthz", "/nothing", "/admin/v1/status")) {
            var headers = send("GET", path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http:", "*");
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
            assertThat(headers.firstValue("Server")).isEmpty();
        }
    }

    @Test
    void saysInJsonThatNothingIsThere() throws Exception {
        HttpResponse<String> response = send("GET", "/nothing/here");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"code\":\"not-found\",\"message\":\"nothing is at this address: the console is"
                        + " at /console/\"}}");
    }
}

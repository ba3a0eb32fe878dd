// SPDX-License-Identifier: Apache-2.0
package dev.tenon.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.verifier.PluginJar;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the marketplace answers over HTTP, with two samples of its own and one plugin of a stranger. */
class HttpTest {
    @TempDir
    static Path folder;

    private static MarketProcess market;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        Path samples = Files.createDirectory(folder.resolve("samples"));
        PluginJar.of("dev.tenon.skill.units", "1.0.0").write(samples.resolve("units.jar"));
        PluginJar.of("com.other.stray", "1.0.0").write(samples.resolve("stray.jar"));
        market = MarketProcess.start(
                folder.resolve("home"),
                "--samples",
                samples.toString(),
                "--console",
                "http://127.0.0.1:9999/",
                "--max-upload-bytes",
                "200000");
        assertThat(market.ready()).as(market.errors()).isTrue();
        token = market.token(folder.resolve("home"));
        assertThat(publish(PluginJar.of("org.example.tides", "1.0.0")).statusCode())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        market.close();
    }

    @Test
    void publishesTheSamplesAndSkipsOneThatIsNotOurs() throws Exception {
        assertThat(market.json("/api/v1/search?q=units")
                        .at("/plugins/0/shortName")
                        .asText())
                .isEqualTo("skill-units");
        assertThat(market.get("/api/v1/plugins/com.other.stray").statusCode()).isEqualTo(404);
        assertThat(market.errors()).contains("The sample stray.jar is refused");
    }

    @Test
    void refusesUploadsWithAStatusACodeAndWhatToDo() throws Exception {
        says(publish(PluginJar.of("org.example.tides", "1.0.0")), 409, "version-exists");
        says(publish(PluginJar.of("com.other.tides", "1.0.0")), 403, "namespace-not-owned");
        says(publish(PluginJar.of("org.example.tides", "2.0.0").header("Bundle-Version", "2")), 400, "bad-version");
        says(upload(token, "no jar".getBytes(StandardCharsets.UTF_8)), 400, "not-a-jar");
        says(upload("tnp_wrong", new byte[10]), 401, "unauthorized");
        says(upload(token, PluginJar.noise(300_000)), 413, "too-large");
        says(market.post("/api/v1/tokens", token, BodyPublishers.ofString("{}")), 401, "unauthorized");
        says(market.post("/api/v1/index", token, BodyPublishers.noBody()), 405, "method-not-allowed");
        says(market.get("/api/v1/nothing"), 404, "not-found");
    }

    @Test
    void sparesWhoHasTheIndexAlready() throws Exception {
        HttpResponse<byte[]> first = market.get("/api/v1/index");
        String etag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<byte[]> second = market.get("/api/v1/index", "If-None-Match", etag);

        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(market.get("/api/v1/index", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void givesContentInRangesAndForEver() throws Exception {
        String sha256 = market.json("/api/v1/plugins/org.example.tides")
                .at("/releases/0/sha256")
                .asText();
        byte[] whole = market.get("/blobs/sha256/" + sha256).body();

        HttpResponse<byte[]> rest = market.get("/blobs/sha256/" + sha256, "Range", "bytes=100-");

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 100, whole.length));
        assertThat(rest.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(market.get("/blobs/sha256/" + sha256, "Range", "bytes=9999999-")
                        .statusCode())
                .isEqualTo(416);
        says(market.get("/blobs/sha256/" + "0".repeat(64)), 404, "unknown-blob");
        says(market.get("/blobs/sha256/..%2f..%2fsigning%2fed25519.key"), 400, "bad-request");
    }

    @Test
    void answersOnlyToItsOwnNames() throws Exception {
        assertThat(raw("GET /api/v1/key HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .contains("wrong-host")
                .doesNotContain("\"key\"");
        assertThat(raw("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("Access-Control")
                .endsWith("ok");
    }

    @Test
    void drawsPagesThatFetchNothingFromElsewhere() throws Exception {
        for (String path : new String[] {"/", "/?q=tides&category=skill", "/plugins/org.example.tides", "/install"}) {
            HttpResponse<byte[]> page = market.get(path, "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5");
            String html = new String(page.body(), StandardCharsets.UTF_8);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(html).as(path).contains("<html lang=\"zh\">").doesNotContain("<script", "style=");
            assertThat(html.replaceAll("<a [^>]*>", "")).as(path).doesNotContain("src=\"http", "href=\"http");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .startsWith("default-src 'none'; style-src 'self'");
        }
        assertThat(text("/plugins/org.example.tides?lang=en"))
                .contains("http://127.0.0.1:9999/console/#/install/org.example.tides", "declared, not yet enforced");
        HttpResponse<byte[]> icon = market.get("/plugins/org.example.tides/icon");
        assertThat(icon.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(icon.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox");
    }

    @Test
    void showsErrorsAsPagesToPeople() throws Exception {
        HttpResponse<byte[]> page = market.get("/plugins/nothing.here", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).contains("<h1>Nothing here</h1>");
        assertThat(raw("GET /?q=%zz HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("<h1>This does not work</h1>");
    }

    private static HttpResponse<byte[]> publish(PluginJar jar) throws Exception {
        return upload(token, Files.readAllBytes(jar.write(folder.resolve("upload.jar"))));
    }

    private static HttpResponse<byte[]> upload(String bearer, byte[] bytes) throws Exception {
        return market.post("/api/v1/releases", bearer, BodyPublishers.ofByteArray(bytes));
    }

    private static void says(HttpResponse<byte[]> response, int status, String code) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as(body).isEqualTo(status);
        assertThat(body).contains("\"error\"", "\"code\":\"" + code + "\"", "\"message\":\"");
    }

    private static String text(String path) throws Exception {
        return new String(market.get(path).body(), StandardCharsets.UTF_8);
    }

    private static String raw(String request) throws IOException {
        URI uri = market.uri();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

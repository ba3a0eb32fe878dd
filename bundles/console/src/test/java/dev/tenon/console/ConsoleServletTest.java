// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.control.FakeHost;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleServletTest {
    private static final Path WEB = Path.of("src/main/resources/web");

    @TempDir
    private static Path home;

    private static FakeHost host;

    @BeforeAll
    static void start() throws Exception {
        host = ConsoleDemo.start(home, 0, Duration.ZERO);
    }

    @AfterAll
    static void stop() throws Exception {
        host.close();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console"})
    void leadsToTheConsole(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(URI.create(response.headers().firstValue("Location").orElse(""))
                        .getPath())
                .isEqualTo("/console/");
    }

    @ParameterizedTest
    @CsvSource({
        "/console/, text/html",
        "/console/index.html, text/html",
        "/console/base.css, text/css",
        "/console/js/app.js, text/javascript",
        "/console/logo.svg, image/svg+xml"
    })
    void servesItsFiles(String path, String type) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        String tag = response.headers().firstValue("ETag").orElse("");
        assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/nothing.html",
                "/console/../META-INF/MANIFEST.MF",
                "/console/%2e%2e/META-INF/MANIFEST.MF",
                "/console/js/",
                "/console/js/..%2f..%2fMETA-INF/MANIFEST.MF"
            })
    void servesNothingElse(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    /** What the security policy would refuse anyway: found here before a browser finds it. */
    @Test
    void hasNothingInlineAndNothingFromElsewhere() throws Exception {
        assertThat(Files.readString(WEB.resolve("index.html")))
                .doesNotContain("style=", "<style", " on", "http://", "https://", "<script>");
        for (Path file : files()) {
            String text = Files.readString(file).replace("http://www.w3.org/2000/svg", "");
            assertThat(text).as(file.toString()).doesNotContain("http://", "//cdn", "@import", "innerHTML =", "eval(");
        }
    }

    @Test
    void saysEverythingInBothLanguages() throws Exception {
        List<String> english = keys("js/en.js");
        assertThat(english).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        assertThat(keys("js/zh.js")).isEqualTo(english);
    }

    private static List<String> keys(String file) throws Exception {
        try (Stream<String> lines = Files.lines(WEB.resolve(file))) {
            return lines.filter(line -> line.startsWith("  '"))
                    .map(line -> line.substring(3, line.indexOf('\'', 3)))
                    .toList();
        }
    }

    private static List<Path> files() throws Exception {
        try (Stream<Path> files = Files.walk(WEB)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}

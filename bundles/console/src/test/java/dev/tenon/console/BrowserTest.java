// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import dev.tenon.control.FakeHost;
import dev.tenon.http.TestContainer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests with a browser share. They are skipped where there is no Chromium. */
abstract class BrowserTest {
    @TempDir
    Path home;

    static Browser browser;

    FakeHost host;

    @BeforeAll
    static void startBrowser() {
        browser = new Browser("en-US", Duration.ofSeconds(15));
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        host = ConsoleDemo.start(home, 0, Duration.ofMillis(20));
    }

    @AfterEach
    void stop() throws Exception {
        try {
            browser.assertKeptToItself(host.url());
        } finally {
            browser.forget();
            host.close();
        }
    }

    String code() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(host.url() + "/admin/v1/session/code"))
                .header("Authorization", "Bearer " + TestContainer.TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body()
                .replaceAll(".*:\"|\".*", "");
    }

    void signIn() throws Exception {
        browser.open(host.url() + "/console/#code=" + code());
        browser.find("#request");
    }
}

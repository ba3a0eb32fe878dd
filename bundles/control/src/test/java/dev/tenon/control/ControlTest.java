// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.http.TestContainer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the admin API share: the made-up host and requests to it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ControlTest {
    static final String[] TOKEN = {"Authorization", "Bearer " + TestContainer.TOKEN};

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    Path home;
    FakeHost host;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        home = folder;
        host = FakeHost.start(
                home, 0, Duration.ZERO, List.of(TestContainer.classPathEntry("tenon-http"), Path.of("target/classes")));
    }

    @AfterAll
    void stop() throws Exception {
        host.close();
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host.url() + "/admin/v1/" + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", path, "", TOKEN);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        return mapper.readTree(response.body());
    }

    JsonNode post(int status, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send("POST", path, body, TOKEN);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return mapper.readTree(response.body());
    }

    /** Sends a body that must be refused, and returns its code. */
    String refusal(int status, String path, String body) throws IOException, InterruptedException {
        JsonNode error = post(status, path, body).path("error");
        assertThat(error.path("message").asText()).isNotBlank().doesNotContain("\n", "Exception", "com.fasterxml");
        return error.path("code").asText();
    }

    String[] with(String[] headers, String... more) {
        List<String> all = new ArrayList<>(List.of(headers));
        Collections.addAll(all, more);
        return all.toArray(String[]::new);
    }

    JsonNode json(String text) throws IOException {
        return mapper.readTree(text);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a host for what an operator would ask it. */
final class AdminClient {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String UNTIL_ITS_END = "?wait=30&steps=999999";

    /** Before the host is asked again that has answered too soon. */
    private static final long PAUSE_MILLIS = 20;

    private final HttpClient client;
    private final String url;
    private final String token;

    AdminClient(String url, Path home) throws IOException {
        this(HttpClient.newHttpClient(), url, home);
    }

    /** For a start that is timed: the client is made before. */
    AdminClient(HttpClient client, String url, Path home) throws IOException {
        this.client = client;
        this.url = url;
        this.token = Files.readString(home.resolve("run").resolve("token")).strip();
    }

    /** Adds a model of the catalogue and waits until it is here. */
    void addModel(String id) throws IOException, InterruptedException {
        job(Map.of("action", "model-add", "source", id, "descriptor", ""));
    }

    /** Installs a plugin from the marketplace, by the last parts of its id, or from a file. */
    void install(String plugin) throws IOException, InterruptedException {
        job(Map.of("action", "install", "plugin", plugin, "versions", "", "options", List.of("unsigned")));
    }

    /** Begins a change of plugins and returns the id of its job. */
    String begin(String action, String plugin, String versions) throws IOException, InterruptedException {
        return begin(Map.of("action", action, "plugin", plugin, "versions", versions));
    }

    /** Returns what a change of plugins would do. */
    JsonNode plan(String action, String plugin) throws IOException, InterruptedException {
        return send(
                "plan",
                HttpRequest.BodyPublishers.ofString(
                        MAPPER.writeValueAsString(Map.of("action", action, "plugin", plugin, "versions", ""))));
    }

    /** Looks at a job. */
    JsonNode look(String job) throws IOException, InterruptedException {
        return send("jobs/" + job, null);
    }

    /** Returns the plugins that run, as a lock file names them. */
    JsonNode lock() throws IOException, InterruptedException {
        return send("lock", null);
    }

    /** Returns the numbers of the generations that are kept, the newest first. */
    List<Long> generations() throws IOException, InterruptedException {
        List<Long> numbers = new ArrayList<>();
        send("generations", null)
                .path("generations")
                .forEach(each -> numbers.add(each.path("number").asLong()));
        numbers.sort(Comparator.reverseOrder());
        return numbers;
    }

    /** Returns what the marketplace offers. */
    JsonNode offered() throws IOException, InterruptedException {
        return send("catalogue", null).path("plugins");
    }

    /** Asks the assistant; the answer as the host gives it. */
    JsonNode ask(String text) throws IOException, InterruptedException {
        return askAs(MAPPER.writeValueAsString(Map.of("text", text)));
    }

    /** Asks the assistant with a request in the form that the host takes. */
    JsonNode askAs(String json) throws IOException, InterruptedException {
        return send("ask", HttpRequest.BodyPublishers.ofString(json));
    }

    /** Returns the models that are here, and their variants. */
    JsonNode models() throws IOException, InterruptedException {
        return send("models", null);
    }

    /** Begins a job and waits until it is done. */
    private void job(Map<String, ?> wish) throws IOException, InterruptedException {
        await(begin(wish));
    }

    /** Begins a job in the form that the host takes, and returns its id. */
    String begin(Map<String, ?> wish) throws IOException, InterruptedException {
        return send("jobs", HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(wish)))
                .path("id")
                .asText();
    }

    /**
     * Waits until a job is done. The host answers when it is, or after 30 s: who asks again and again takes from the host what
     * is to be measured.
     */
    void await(String job) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            JsonNode state = send("jobs/" + job + UNTIL_ITS_END, null);
            String how = state.path("state").asText();
            if (how.equals("done")) {
                return;
            }
            if (how.equals("failed")) {
                throw new IOException(state.path("problem").path("message").asText());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new IOException("job " + job + " was not done within " + PATIENCE);
    }

    private JsonNode send(String path, HttpRequest.@Nullable BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/admin/v1/" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        HttpRequest asked = body == null ? request.build() : request.POST(body).build();
        HttpResponse<byte[]> response = client.send(asked, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() >= 300) {
            throw new IOException(asked.uri() + " answers with status " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return MAPPER.readTree(response.body());
    }
}

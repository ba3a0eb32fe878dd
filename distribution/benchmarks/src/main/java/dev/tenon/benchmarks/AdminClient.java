// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
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
    private static final int NO_SUCCESS = 300;
    private static final int ERRORS = 400;
    private static final String UNTIL_ITS_END = "?wait=30&steps=999999";

    /** Before the host is asked again that has answered too soon. */
    private static final long PAUSE_MILLIS = 20;

    private final String url;
    private final String token;

    AdminClient(String url, Path home) throws IOException {
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
    String begin(String action, String plugin, String versions) throws IOException {
        return begin(Map.of("action", action, "plugin", plugin, "versions", versions));
    }

    /** Returns what a change of plugins would do. */
    JsonNode plan(String action, String plugin) throws IOException {
        return send("plan", Map.of("action", action, "plugin", plugin, "versions", ""));
    }

    /** Looks at a job. */
    JsonNode look(String job) throws IOException {
        return send("jobs/" + job, null);
    }

    /** Returns the plugins that run, as a lock file names them. */
    JsonNode lock() throws IOException {
        return send("lock", null);
    }

    /** Returns the numbers of the generations that are kept, the newest first. */
    List<Long> generations() throws IOException {
        List<Long> numbers = new ArrayList<>();
        send("generations", null)
                .path("generations")
                .forEach(each -> numbers.add(each.path("number").asLong()));
        numbers.sort(Comparator.reverseOrder());
        return numbers;
    }

    /** Returns what the marketplace offers. */
    JsonNode offered() throws IOException {
        return send("catalogue", null).path("plugins");
    }

    /** Asks the assistant; the answer as the host gives it. */
    JsonNode ask(String text) throws IOException {
        return askAs(MAPPER.writeValueAsString(Map.of("text", text)));
    }

    /** Asks the assistant with a request in the form that the host takes. */
    JsonNode askAs(String json) throws IOException {
        return send("ask", json);
    }

    /** Returns the models that are here, and their variants. */
    JsonNode models() throws IOException {
        return send("models", null);
    }

    /** Begins a job and waits until it is done. */
    private void job(Map<String, ?> wish) throws IOException, InterruptedException {
        await(begin(wish));
    }

    /** Begins a job in the form that the host takes, and returns its id. */
    String begin(Map<String, ?> wish) throws IOException {
        return send("jobs", wish).path("id").asText();
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

    /** Without a body it is a GET, with one a POST. */
    private JsonNode send(String path, @Nullable Object body) throws IOException {
        HttpURLConnection connection = Connections.to(url + "/admin/v1/" + path, PATIENCE);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        if (body != null) {
            byte[] json = body instanceof String text
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : MAPPER.writeValueAsBytes(body);
            connection.setRequestProperty("Content-Type", "application/json");
            Connections.post(connection, json);
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < ERRORS ? connection.getInputStream() : connection.getErrorStream()) {
            byte[] answer = in == null ? new byte[0] : in.readAllBytes();
            if (status >= NO_SUCCESS) {
                throw new IOException(connection.getURL() + " answers with status " + status + ": "
                        + new String(answer, StandardCharsets.UTF_8));
            }
            return MAPPER.readTree(answer);
        }
    }
}

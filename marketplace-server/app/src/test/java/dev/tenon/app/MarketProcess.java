// SPDX-License-Identifier: Apache-2.0
package dev.tenon.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The marketplace as its user starts it: a program of its own. */
final class MarketProcess implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    final Process process;
    private final Path errors;
    private final String firstLine;

    private MarketProcess(Process process, Path errors) throws IOException {
        this.process = process;
        this.errors = errors;
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        this.firstLine = line == null ? "" : line;
    }

    /** Returns once it is ready, or has ended. */
    static MarketProcess start(Path home, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "--home",
                home.toString()));
        if (!List.of(more).contains("--port")) {
            command.addAll(List.of("--port", "0"));
        }
        command.addAll(List.of(more));
        Path errors = Files.createTempFile(home.toAbsolutePath().getParent(), "err", ".txt");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        return new MarketProcess(process, errors);
    }

    boolean ready() {
        return firstLine.startsWith("market ready http://127.0.0.1:");
    }

    URI uri() {
        return URI.create(firstLine.substring("market ready ".length()));
    }

    /** What it said on standard error. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the marketplace did not end within 20 s");
        }
        return process.exitValue();
    }

    HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri().resolve(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    JsonNode json(String path) throws Exception {
        return JSON.readTree(get(path).body());
    }

    /** A publisher's token for org.example. */
    String token(Path marketHome) throws Exception {
        String keeper = JSON.readTree(Files.readString(marketHome.resolve("run/market.json")))
                .get("token")
                .asText();
        HttpResponse<byte[]> response = post(
                "/api/v1/tokens",
                keeper,
                HttpRequest.BodyPublishers.ofString("{\"publisher\":\"example\",\"namespaces\":[\"org.example\"]}"));
        return JSON.readTree(response.body()).get("token").asText();
    }

    HttpResponse<byte[]> post(String path, String token, HttpRequest.BodyPublisher body) throws Exception {
        return send(HttpRequest.newBuilder(uri().resolve(path))
                .header("Authorization", "Bearer " + token)
                .POST(body));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(
                request.timeout(java.time.Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

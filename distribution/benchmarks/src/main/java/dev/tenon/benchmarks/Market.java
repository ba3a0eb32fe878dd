// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The distribution's marketplace in a process of its own, on a home of its own, offering a folder of bundles. */
final class Market implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("market ready (http://\\S+)");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Program program;
    private final String url;
    private final String key;

    private Market(Program program, String url, String key) {
        this.program = program;
        this.url = url;
        this.key = key;
    }

    /**
     * Starts it.
     *
     * @param folder of its own; made
     * @param samples the bundles, which it publishes in the namespace of Tenon
     */
    static Market start(Path distribution, Path folder, Path samples) throws IOException, InterruptedException {
        Path err = Files.createDirectories(folder).resolve("err");
        Program program = Program.start(
                err,
                Map.of(),
                Jvm.java(),
                "@" + distribution.resolve("lib/market/java.options"),
                "-cp",
                distribution.resolve("lib/market") + File.separator + "*",
                "dev.tenon.app.Main",
                "--home",
                folder.resolve("home").toString(),
                "--port",
                "0",
                "--samples",
                samples.toString());
        try {
            Matcher ready = READY.matcher(program.nextLine());
            if (!ready.matches()) {
                throw new IOException("it does not say where it serves");
            }
            HttpResponse<String> key = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(ready.group(1) + "/api/v1/key"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return new Market(
                    program,
                    ready.group(1),
                    MAPPER.readTree(key.body()).path("key").asText());
        } catch (IOException e) {
            program.close();
            throw new IOException("the marketplace did not start: " + Files.readString(err), e);
        }
    }

    /** Lets a home believe it. */
    void trustIn(Path home) throws IOException {
        trust(home, url, key);
    }

    /** Lets a home believe the marketplace at an address by its key. */
    static void trust(Path home, String url, String key) throws IOException {
        Path trust = Files.createDirectories(home.resolve("trust"));
        Files.writeString(
                trust.resolve("market.json"), MAPPER.writeValueAsString(Map.of("url", url, "key", key, "sequence", 0)));
    }

    String url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}

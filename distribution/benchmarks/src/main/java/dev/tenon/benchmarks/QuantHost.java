// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A host that quantizes: models are added by file, and variants asked for as an operator asks. */
final class QuantHost implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofHours(3);
    private static final String DONE = "done";

    private final HostProcess host;
    private final Path home;
    private final Path descriptors;

    private QuantHost(HostProcess host, Path home, Path descriptors) {
        this.host = host;
        this.home = home;
        this.descriptors = descriptors;
    }

    /** Starts one on an empty home in a folder. */
    static QuantHost start(Path distribution, Path folder) throws IOException {
        Path descriptors = Files.createDirectories(folder.resolve("descriptors"));
        Path home = Files.createDirectories(folder.resolve("home"));
        HostProcess host = HostProcess.start(distribution, home);
        try {
            // Before that, a job may find no quantizer.
            host.bundles();
        } catch (IOException e) {
            host.close();
            throw e;
        }
        return new QuantHost(host, home, descriptors);
    }

    /** How a job ended. */
    record End(boolean isDone, String message) {}

    /** Adds a model. */
    void add(String id, Path file, String task, String license) throws IOException, InterruptedException {
        Path descriptor = descriptors.resolve(id + ".json");
        Map<String, String> described = new LinkedHashMap<>();
        described.put("id", id);
        described.put("name", id);
        described.put("task", task);
        described.put("format", "onnx");
        described.put("license", license);
        Files.writeString(descriptor, MAPPER.writeValueAsString(described));
        End end = run(Map.of(
                "action",
                "model-add",
                "source",
                file.toAbsolutePath().toString(),
                "descriptor",
                descriptor.toAbsolutePath().toString()));
        if (!end.isDone()) {
            throw new IOException("the host does not take " + file + ": " + end.message());
        }
    }

    /** Makes a variant; {@code required} is the share that it must keep, 0 for the host's own. */
    End quantize(String id, String scheme, Path calibration, Path evaluation, double required)
            throws IOException, InterruptedException {
        Map<String, String> wish = new LinkedHashMap<>();
        wish.put("action", "model-quantize");
        wish.put("source", id);
        wish.put("scheme", scheme);
        wish.put("calibration", calibration.toAbsolutePath().toString());
        wish.put("evaluation", evaluation.toAbsolutePath().toString());
        wish.put("required", Double.toString(required));
        return run(wish);
    }

    /** Puts a variant to use. */
    End use(String id, String variant) throws IOException, InterruptedException {
        return run(Map.of("action", "model-use", "source", id, "variant", variant));
    }

    /** A variant that the host knows: its name and its report. */
    record Variant(String name, JsonNode report) {}

    /** Returns what the gate found out about a scheme; empty if there is no report. */
    Optional<Variant> variant(String id, String scheme) throws IOException, InterruptedException {
        for (JsonNode variant : host.admin().models().path("variants").path(id)) {
            JsonNode report = variant.path("report");
            if (report.path("scheme").asText().equals(scheme)) {
                return Optional.of(new Variant(variant.path("name").asText(), report));
            }
        }
        return Optional.empty();
    }

    /** Says whether a model is answered with a variant. */
    boolean isUsed(String id, String name) throws IOException, InterruptedException {
        for (JsonNode variant : host.admin().models().path("variants").path(id)) {
            if (variant.path("name").asText().equals(name)) {
                return variant.path("isUsed").asBoolean();
            }
        }
        return false;
    }

    /** Where a variant's model lies; empty if it was not kept. */
    Optional<Path> file(Variant variant) {
        Path file = home.resolve("variants")
                .resolve(variant.report().path("original").asText())
                .resolve(variant.name())
                .resolve("model.onnx");
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    private End run(Map<String, String> wish) throws IOException, InterruptedException {
        String job = host.admin().begin(wish);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            JsonNode state = host.admin().look(job);
            String word = state.path("state").asText();
            if (word.equals(DONE)) {
                return new End(true, "");
            }
            if (word.equals("failed")) {
                JsonNode problem = state.path("problem");
                return new End(
                        false,
                        problem.path("code").asText() + ": "
                                + problem.path("message").asText());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException("job " + job + " was not done within " + PATIENCE);
    }

    @Override
    public void close() throws IOException {
        host.close();
    }
}

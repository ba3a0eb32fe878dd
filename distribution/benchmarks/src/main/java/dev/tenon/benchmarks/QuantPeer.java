// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ONNX Runtime's own quantizers, which are written in Python. */
final class QuantPeer {
    private static final String SCRIPT = "ort_quantize.py";
    private static final int NOT_HERE = 3;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path folder;
    private final Set<String> missing = new LinkedHashSet<>();

    /** Writes what it needs to a folder. */
    QuantPeer(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (InputStream script = QuantPeer.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IOException(SCRIPT + " is not in this jar");
            }
            Files.write(folder.resolve(SCRIPT), script.readAllBytes());
        }
    }

    /**
     * What it made of a model.
     *
     * @param file the quantized model, if it made one
     * @param seconds what that took
     * @param share of the weights that it quantized
     * @param remarks why not, or what else should be known
     */
    record Made(Optional<Path> file, double seconds, double share, List<String> remarks) {}

    /** Quantizes a model; empty where Python or its packages are absent, which is said once. */
    Optional<Made> quantize(String id, Path model, Path calibration, String scheme)
            throws IOException, InterruptedException {
        Path file = folder.resolve(id + "-" + scheme + ".onnx");
        Files.deleteIfExists(file);
        Process python;
        try {
            python = new ProcessBuilder(
                            "python3",
                            folder.resolve(SCRIPT).toString(),
                            model.toString(),
                            calibration.toString(),
                            scheme,
                            file.toString())
                    .directory(folder.toFile()) // the tools leave files where they run
                    .redirectError(Redirect.appendTo(folder.resolve("err").toFile()))
                    .start();
        } catch (IOException e) {
            say("python3 cannot be started: " + e.getMessage());
            return Optional.empty();
        }
        python.getOutputStream().close();
        String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = python.waitFor();
        JsonNode answer = answer(out);
        if (status == NOT_HERE) {
            say(scheme + ": " + answer.path("failed").asText());
            return Optional.empty();
        }
        List<String> remarks = new ArrayList<>();
        if (status != 0) {
            remarks.add(answer.path("failed").asText("ended with status " + status));
        }
        answer.path("remarks").forEach(remark -> remarks.add(remark.asText()));
        return Optional.of(new Made(
                status == 0 ? Optional.of(file) : Optional.empty(),
                answer.path("seconds").asDouble(),
                answer.path("share").asDouble(),
                remarks));
    }

    /** Libraries below Python may print too; the last line is the script's. One that died has none. */
    private static JsonNode answer(String out) {
        String said = out.strip();
        try {
            return MAPPER.readTree(said.substring(said.lastIndexOf('\n') + 1));
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode().put("failed", "it said '" + said + "'");
        }
    }

    private void say(String why) {
        if (missing.add(why)) {
            System.err.println("tenon bench quant: ONNX Runtime's quantizers are left out: " + why);
        }
    }
}

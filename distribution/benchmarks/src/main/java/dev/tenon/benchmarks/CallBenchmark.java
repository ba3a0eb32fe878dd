// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code call [--model ID] [--control]}: what a call of an installed model costs in the host, over the same call of ONNX
 * Runtime alone. {@code --control} plants a delay of a tenth of a call, with which the target must be missed.
 */
public final class CallBenchmark {
    private static final double TARGET = 1.05;
    private static final double PLANTED = 0.1;

    private CallBenchmark() {}

    /**
     * Starts a host on an empty home, measures inside it and prints one line of JSON.
     *
     * @param arguments as the type says
     * @throws Exception if the host does not start or the measurement fails
     */
    public static void main(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean control = given.remove("--control");
        // A millisecond and eight tensors: the shortest call of the catalogue that the target speaks of.
        String model = "gtcrn";
        if (given.size() == 2 && given.get(0).equals("--model")) {
            model = given.get(1);
        } else if (!given.isEmpty()) {
            System.err.println("tenon bench call: takes --model ID and --control, not " + given);
            System.exit(2);
        }
        Path home = Files.createTempDirectory("tenon-bench-call");
        Map<String, Object> figures;
        try (Host host = Host.start(home, Path.of(System.getProperty("tenon.distribution")), 0)) {
            new AdminClient(host.url(), home).addModel(model);
            figures = Probe.measure(
                    host.framework().getBundleContext(),
                    "call",
                    Map.of("model", model, "delay", Double.toString(control ? PLANTED : 0)));
        } catch (IOException e) {
            System.err.println("tenon bench call: " + e.getMessage());
            figures = Map.of();
        } finally {
            Folders.delete(home);
        }
        if (figures.isEmpty()) {
            System.exit(1);
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "call");
        line.put("figures", figures);
        line.put("machine", Machine.facts());
        line.put("model", model);
        line.put("control", control);
        System.out.println(JsonMapper.builder().build().writeValueAsString(line));
        System.exit((double) figures.get("ratio_raw_ort") <= TARGET ? 0 : 1);
    }
}

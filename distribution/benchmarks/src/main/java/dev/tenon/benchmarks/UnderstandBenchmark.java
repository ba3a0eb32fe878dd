// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.host.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code understand [--data DIR] [--control] [--calibration FILE]}: how well requests find their skill. Public texts in
 * {@code DIR/text-data} (CLINC150, HWU64, XQuAD), then 300 requests of our own through {@code tenon up} with a
 * marketplace. {@code --control} deals the examples out anew, regardless of their intents: every target must be missed.
 * {@code --calibration} writes what the router's confidence is fitted to, and measures nothing.
 */
public final class UnderstandBenchmark {
    private static final Map<String, Double> LEAST = Map.of(
            "hwu_unseen_5shot", 0.79,
            "clinc_unseen_5shot", 0.85,
            "oos_auroc", 0.90,
            "zh_recall1", 0.93,
            "en_recall1", 0.93,
            "right_answerer", 0.95,
            "missing_named", 0.80);
    private static final Map<String, Double> MOST = Map.of("ms_per_sentence", 3.0, "wrong_skill", 0.01);

    private UnderstandBenchmark() {}

    /**
     * Measures and prints one line of JSON.
     *
     * @param arguments as the type says
     * @throws Exception if a host does not start or the measurement fails
     */
    public static void main(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(List.of(arguments));
        Map<String, String> options = new LinkedHashMap<>();
        options.put("control", Boolean.toString(given.remove("--control")));
        options.put("data", "../shared/data");
        while (given.size() >= 2 && List.of("--data", "--calibration").contains(given.get(0))) {
            options.put(given.remove(0).substring(2), given.remove(0));
        }
        Path distribution = Path.of(System.getProperty("tenon.distribution"));
        if (!given.isEmpty() || !Files.isDirectory(Path.of(options.get("data"), "text-data"))) {
            System.err.println("tenon bench understand: takes --data DIR (with text-data/), --control and --calibration"
                    + " FILE; DIR was '" + options.get("data") + "'");
            System.exit(2);
        }
        options.put("distribution", distribution.toString());
        Path home = Files.createTempDirectory("tenon-bench-understand");
        Map<String, Object> figures;
        try {
            figures = new LinkedHashMap<>(inContainer(home.resolve("probe"), distribution, options));
            if (!options.containsKey("calibration")) {
                figures.putAll(new RequestTrial(distribution, home.resolve("requests"), options).figures());
            }
        } finally {
            Folders.delete(home);
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "understand");
        line.put("figures", figures);
        line.put("machine", Machine.facts());
        line.put("control", Boolean.parseBoolean(options.get("control")));
        System.out.println(JsonMapper.builder().build().writeValueAsString(line));
        System.exit(options.containsKey("calibration") || met(figures) ? 0 : 1);
    }

    private static boolean met(Map<String, Object> figures) {
        List<String> missed = new ArrayList<>();
        LEAST.forEach((key, least) -> {
            if (((Number) figures.get(key)).doubleValue() < least) {
                missed.add(key + " " + figures.get(key) + " is less than " + least);
            }
        });
        MOST.forEach((key, most) -> {
            if (((Number) figures.get(key)).doubleValue() > most) {
                missed.add(key + " " + figures.get(key) + " is more than " + most);
            }
        });
        missed.forEach(System.err::println);
        return missed.isEmpty();
    }

    private static Map<String, Object> inContainer(Path home, Path distribution, Map<String, String> options)
            throws Exception {
        try (Host host = Host.start(home, distribution, 0)) {
            return Probe.measure(host.framework().getBundleContext(), "understand", options);
        }
    }
}

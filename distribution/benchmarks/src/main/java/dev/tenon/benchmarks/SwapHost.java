// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.host.Host;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.framework.BundleContext;

/**
 * A host as {@code dev.tenon.host.Main} starts it, with the probe inside, which does what it is told on standard input: a
 * line of JSON each. {@code {"do":"measure","plugin":ID}} collects garbage and measures, {@code {"do":"hold"}} plants a
 * leak, all else goes to {@link SwapProbe}. Prints {@code host ready URL}, then a line of JSON for each.
 */
public final class SwapHost {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> COMMAND = new TypeReference<>() {};
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ORT = "libonnxruntime.so";
    private static final long SMALL_HEAP_KILOBYTES = 256 << 10;

    private final Function<Map<String, String>, Map<String, Object>> probe;
    private final LoaderWatch loaders;

    private SwapHost(BundleContext context, Function<Map<String, String>, Map<String, Object>> probe) {
        this.probe = probe;
        loaders = LoaderWatch.over(context, PATIENCE);
    }

    /**
     * Runs until standard input ends.
     *
     * @param arguments home and distribution
     * @throws Exception if it cannot start
     */
    public static void main(String[] arguments) throws Exception {
        try (Host host = Host.start(Path.of(arguments[0]), Path.of(arguments[1]), 0)) {
            BundleContext context = host.framework().getBundleContext();
            System.setProperty(WebCalls.URL, host.url());
            SwapHost told = new SwapHost(context, Probe.find(context, "swap"));
            System.out.println("host ready " + host.url());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(MAPPER.writeValueAsString(told.obey(MAPPER.readValue(line, COMMAND))));
            }
        }
    }

    private Map<String, Object> obey(Map<String, String> command) throws IOException, InterruptedException {
        switch (command.getOrDefault("do", "")) {
            case "measure" -> {
                return measure(command.get("plugin"));
            }
            case "hold" -> {
                loaders.holdNext();
                return Map.of();
            }
            default -> {
                return probe.apply(command);
            }
        }
    }

    private Map<String, Object> measure(String plugin) throws IOException, InterruptedException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("alive", loaders.alive());
        figures.put("retired", loaders.retired(plugin));
        Runtime runtime = Runtime.getRuntime();
        long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 10; // soon after the collections
        figures.put("heap_kb", heap);
        // the heap counts as a small host's, beside which growth looks large; what comes to live in it is growth too
        figures.put("rss_kb", OutsideHeap.kilobytes() + SMALL_HEAP_KILOBYTES + heap);
        figures.put("ort_images", images(Files.readAllLines(Path.of("/proc/self/maps"))));
        return figures;
    }

    /** Counts the images of ONNX Runtime that are mapped: each has one mapping that can be executed. */
    static long images(List<String> maps) {
        return maps.stream()
                .map(line -> line.split("\\s+", 6))
                .filter(fields -> fields.length == 6 && fields[1].contains("x") && fields[5].contains(ORT))
                .count();
    }
}

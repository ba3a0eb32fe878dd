// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.host.Host;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
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
    private static final int READINGS = 8;
    private static final long READING_MILLIS = 200;
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
        // the heap is resident whether or not it is used: it counts as that of a small host, so that growth beside it
        // does not look small, and what comes to live in it counts as growth all the same
        figures.put("rss_kb", outsideHeap() + SMALL_HEAP_KILOBYTES + heap);
        figures.put("ort_images", images(Files.readAllLines(Path.of("/proc/self/maps"))));
        return figures;
    }

    /** The least of several readings: a compilation that is under way holds tens of MB for a moment. */
    private static long outsideHeap() throws IOException, InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < READINGS; i++) {
            TimeUnit.MILLISECONDS.sleep(READING_MILLIS);
            trimNativeHeap();
            least = Math.min(least, residentKilobytes() - (Runtime.getRuntime().totalMemory() >> 10));
        }
        return least;
    }

    /** What glibc keeps of freed memory for later, most of it the compilers', is no growth; a JVM before 17.0.9 cannot tell. */
    private static void trimNativeHeap() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
        } catch (JMException e) {
            System.err.println("resident memory holds freed memory too: " + e.getMessage());
        }
    }

    private static long residentKilobytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow(() -> new IOException("/proc/self/status tells no VmRSS"));
        }
    }

    /** Counts the images of ONNX Runtime that are mapped: each has one mapping that can be executed. */
    static long images(List<String> maps) {
        return maps.stream()
                .map(line -> line.split("\\s+", 6))
                .filter(fields -> fields.length == 6 && fields[1].contains("x") && fields[5].contains(ORT))
                .count();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@code boot [--runs N] [--control]}: from the start of {@code tenon up} on a home without a cache to the first answered
 * inference over HTTP, over Apache Karaf minimal's clean start to its shell port. The two take turns. {@code --control}
 * plants a delay as long as Karaf's start, with which the target must be missed.
 */
public final class BootBenchmark {
    private static final double TARGET = 1.0;
    private static final int LEAST_RUNS = 5;

    private BootBenchmark() {}

    /**
     * Measures and prints one line of JSON.
     *
     * @param arguments as the type says
     * @throws Exception if one of the two does not start
     */
    public static void main(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean control = given.remove("--control");
        int runs = LEAST_RUNS;
        if (given.size() == 2 && given.get(0).equals("--runs") && given.get(1).matches("[1-9]\\d?")) {
            runs = Math.max(LEAST_RUNS, Integer.parseInt(given.get(1)));
        } else if (!given.isEmpty()) {
            System.err.println("tenon bench boot: takes --runs N (5 or more) and --control, not " + given);
            System.exit(2);
        }
        Path folder = Files.createTempDirectory("tenon-bench-boot");
        Map<String, Object> figures;
        try {
            figures = measure(folder, runs, control);
        } finally {
            Folders.delete(folder);
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("bench", "boot");
        line.put("figures", figures);
        line.put("machine", Machine.facts());
        line.put("runs", runs);
        line.put("control", control);
        System.out.println(JsonMapper.builder().build().writeValueAsString(line));
        System.exit(met(figures, control) ? 0 : 1);
    }

    private static boolean met(Map<String, Object> figures, boolean control) {
        Object ratio = figures.get("ratio_karaf");
        return ratio instanceof Double value ? value <= TARGET : !control;
    }

    private static Map<String, Object> measure(Path folder, int runs, boolean control)
            throws IOException, InterruptedException {
        Optional<KarafStart> karaf = KarafStart.in(folder.resolve("karaf"));
        if (karaf.isEmpty()) {
            System.err.println("tenon bench boot: Karaf could not be fetched, so there is nothing to compare with");
        }
        TenonStart tenon =
                TenonStart.prepare(Path.of(System.getProperty("tenon.distribution")), folder.resolve("home"));
        List<Long> ours = new ArrayList<>();
        List<Long> theirs = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            long planted = 0;
            if (karaf.isPresent()) {
                theirs.add(karaf.get().nanos());
                planted = control ? theirs.get(run) : 0;
            }
            ours.add(tenon.nanos(planted));
            System.err.printf(
                    "run %d: tenon %d ms%s%s%n",
                    run,
                    millis(ours.get(run)),
                    karaf.isPresent() ? ", karaf " + millis(theirs.get(run)) + " ms" : "",
                    run == 0 ? " (fills the machine's caches, not counted)" : "");
        }
        return figures(ours, theirs);
    }

    private static Map<String, Object> figures(List<Long> ours, List<Long> theirs) {
        Map<String, Object> figures = new LinkedHashMap<>();
        long tenon = median(ours);
        if (!theirs.isEmpty()) {
            long karaf = median(theirs);
            figures.put("ratio_karaf", Math.round(1e4 * tenon / karaf) / 1e4);
            figures.put("karaf_ms", millis(karaf));
        }
        figures.put("tenon_ms", millis(tenon));
        return figures;
    }

    /** Of all but the first. */
    static long median(List<Long> nanos) {
        long[] counted = nanos.stream().skip(1).mapToLong(Long::longValue).toArray();
        Arrays.sort(counted);
        return counted[counted.length / 2];
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}

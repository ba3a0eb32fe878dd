// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code swap [--swaps N] [--kind KIND]… [--control]}: every kind of plugin is swapped between two releases, N times while
 * callers never pause and half as often while they call by the clock. What such callers see with no host there is measured
 * before the host starts and after it has ended. {@code --control} holds up all calls for
 * 50 ms in each swap, loses one, and holds one class loader: all that must be noticed.
 */
public final class SwapBenchmark {
    private static final int SWAPS = 200;
    private static final int CALL_MILLIS = 5;
    private static final int ALONE_SECONDS = 30;
    private static final double TARGET_GAP_MILLIS = 25;
    private static final double TARGET_RATIO = 2;
    private static final double TARGET_GROWTH = 0.05;
    private static final double MOST_CPU = 0.4;

    private SwapBenchmark() {}

    /** What the command line says. */
    record Options(int swaps, Set<SwapKind> kinds, boolean control) {
        /**
         * Reads it.
         *
         * @throws IllegalArgumentException if it makes no sense
         */
        static Options of(String... arguments) {
            List<String> given = new ArrayList<>(List.of(arguments));
            boolean control = given.remove("--control");
            int swaps = SWAPS;
            Set<SwapKind> kinds = EnumSet.noneOf(SwapKind.class);
            while (given.size() >= 2) {
                String option = given.remove(0);
                String value = given.remove(0);
                if (option.equals("--swaps") && value.matches("[1-9]\\d{0,4}")) {
                    swaps = Integer.parseInt(value);
                } else if (option.equals("--kind")) {
                    kinds.add(SwapKind.of(value));
                } else {
                    throw new IllegalArgumentException("not " + option + " " + value);
                }
            }
            if (!given.isEmpty()) {
                throw new IllegalArgumentException("not " + given.get(0));
            }
            return new Options(swaps, kinds.isEmpty() ? EnumSet.allOf(SwapKind.class) : kinds, control);
        }
    }

    /**
     * Measures and prints one line of JSON.
     *
     * @param arguments as the type says
     * @throws Exception if host or marketplace does not start
     */
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("tenon bench swap: takes --swaps N, --kind KIND (" + SwapKind.words()
                    + ") and --control, " + e.getMessage());
            System.exit(2);
            return;
        }
        double alone = machineAlone();
        Path folder = Files.createTempDirectory("tenon-bench-swap");
        List<SwapFigures> kinds;
        try {
            kinds = run(Path.of(System.getProperty("tenon.distribution")), folder, options);
            alone = Math.max(alone, machineAlone()); // before what was written is deleted
        } finally {
            Folders.delete(folder);
        }
        System.err.println("with no host there, callers by the clock saw gaps of up to " + alone + " ms");
        Map<String, Object> figures = SwapFigures.of(kinds);
        figures.put("longest_gap_ms_alone", alone);
        Report.print("swap", figures, options.control());
        System.exit(kinds.size() == options.kinds().size() && met(figures) ? 0 : 1);
    }

    static boolean met(Map<String, Object> figures) {
        return Report.atMost(figures, "failed_calls", 0)
                && Report.atMost(figures, "longest_gap_ms", TARGET_GAP_MILLIS)
                && Report.atMost(figures, "p99_ratio", TARGET_RATIO)
                && Report.atMost(figures, "class_loaders_alive", 0)
                && Report.atMost(figures, "ort_images", 1)
                && Report.atMost(figures, "rss_growth", TARGET_GROWTH);
    }

    private static double machineAlone() throws InterruptedException {
        return MachineAlone.longestGapMillis(
                SwapTrial.OPEN_CALLERS, SwapTrial.PERIOD_MILLIS, CALL_MILLIS, ALONE_SECONDS * 1_000);
    }

    private static List<SwapFigures> run(Path distribution, Path folder, Options options)
            throws IOException, InterruptedException {
        Path samples = Files.createDirectories(folder.resolve("samples"));
        for (SwapKind kind : SwapKind.values()) {
            kind.write(samples, distribution);
        }
        List<SwapFigures> kinds = new ArrayList<>();
        Path home = folder.resolve("home");
        try (Market market = Market.start(distribution, folder.resolve("market"), samples);
                SwapHostProcess host = SwapHostProcess.start(market, distribution, home)) {
            SwapTrial trial = new SwapTrial(host, options.swaps(), options.control());
            trial.prepare(SwapKind.MODEL);
            JsonNode calibrated = host.tell("calibrate", "millis", Integer.toString(CALL_MILLIS));
            System.err.println("a call takes " + calibrated.path("call_ms") + " ms");
            trial.warmUp(SwapKind.MODEL);
            trial.prepare(SwapKind.SKILL); // whatever is measured: what asks the assistant lets it grow
            trial.warmUp(SwapKind.SKILL);
            System.err.println(SwapFigures.head());
            for (SwapKind kind : options.kinds()) {
                try {
                    trial.prepare(kind);
                    kinds.add(tell(trial.run(kind)));
                } catch (IOException e) {
                    System.err.println(kind.word() + " could not be swapped: " + e.getMessage());
                    return kinds;
                }
            }
        }
        return kinds;
    }

    private static SwapFigures tell(SwapFigures figures) {
        System.err.println(figures.line());
        if (figures.failed() > 0) {
            System.err.println("  failed: " + figures.closed().path("failures").asText() + " and, by the clock, "
                    + figures.open().path("failures").asText());
        }
        if (figures.open().path("cpu_machine").asDouble() > MOST_CPU) {
            System.err.println("  the machine was too busy for latencies to say much");
        }
        if (!figures.end().path("alive").isEmpty()) {
            System.err.println("  not let go: " + figures.end().path("alive"));
        }
        return figures;
    }
}

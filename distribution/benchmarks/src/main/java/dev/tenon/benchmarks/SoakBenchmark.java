// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * {@code soak [--minutes N] [--control]}: random installs, updates, rollbacks and removals of small plugins, one after the
 * other, while callers inside the host and over HTTP go on. {@code --control} loses a call in each change and holds a
 * class loader.
 */
public final class SoakBenchmark {
    private static final int MINUTES = 30;
    private static final long SEED = 20_261_128;
    private static final double TARGET_GROWTH = 0.05;
    private static final long SAMPLE_SECONDS = 20;
    private static final long PAUSE_MILLIS = 100;
    private static final int CALL_MILLIS = 5;

    private static final List<SwapKind> KEPT =
            List.of(SwapKind.MODEL, SwapKind.SKILL, SwapKind.QUANTIZER, SwapKind.SOURCE, SwapKind.HEALTH);
    private static final List<String> LOOSE = List.of("color", "price", "number-base", "regex");
    private static final List<SoakAsker.Request> REQUESTS = List.of(
            new SoakAsker.Request("what is 17.5 % of 240?", "42"),
            new SoakAsker.Request(LabourSkill.QUICK, LabourSkill.DONE),
            new SoakAsker.Request("convert #ff8800 to rgb", ""));

    private final SwapHostProcess host;
    private final boolean control;
    private final Random random = new Random(SEED);
    private final List<Long> residents = new ArrayList<>();
    private long changes;
    private long refused;

    private SoakBenchmark(SwapHostProcess host, boolean control) {
        this.host = host;
        this.control = control;
    }

    /**
     * Measures and prints one line of JSON.
     *
     * @param arguments as the type says
     * @throws Exception if host or marketplace does not start
     */
    public static void main(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean control = given.remove("--control");
        int minutes = MINUTES;
        if (given.size() == 2
                && given.get(0).equals("--minutes")
                && given.get(1).matches("[1-9]\\d{0,3}")) {
            minutes = Integer.parseInt(given.get(1));
        } else if (!given.isEmpty()) {
            System.err.println("tenon bench soak: takes --minutes N and --control, not " + given);
            System.exit(2);
        }
        Path distribution = Path.of(System.getProperty("tenon.distribution"));
        Path folder = Files.createTempDirectory("tenon-bench-soak");
        Map<String, Object> figures;
        try {
            Path samples = write(folder.resolve("samples"), distribution);
            try (Market market = Market.start(distribution, folder.resolve("market"), samples);
                    SwapHostProcess host = SwapHostProcess.start(market, distribution, folder.resolve("home"))) {
                figures = new SoakBenchmark(host, control).run(minutes);
            }
        } finally {
            Folders.delete(folder);
        }
        figures.put("minutes", minutes);
        Report.print("soak", figures, control);
        System.exit(met(figures) ? 0 : 1);
    }

    private static Path write(Path samples, Path distribution) throws IOException {
        Files.createDirectories(samples);
        for (SwapKind kind : KEPT) {
            kind.write(samples, distribution);
        }
        for (String name : LOOSE) {
            Path jar = TwoReleases.sample(distribution, "skill-" + name);
            for (String version : List.of(SwapKind.OLDER, SwapKind.NEWER)) {
                TwoReleases.write(jar, version, samples.resolve(name + "-" + version + ".jar"));
            }
        }
        return samples;
    }

    static boolean met(Map<String, Object> figures) {
        return Report.atMost(figures, "lost_calls", 0)
                && Report.atMost(figures, "rss_growth", TARGET_GROWTH)
                && Report.atMost(figures, "class_loaders_alive", 0)
                && Report.atMost(figures, "refused_changes", 0);
    }

    /** The mean of the last third over that of the second; NaN for fewer than three. */
    static double growth(List<Long> samples) {
        int third = samples.size() / 3;
        List<Long> second = samples.subList(third, 2 * third);
        List<Long> last = samples.subList(samples.size() - third, samples.size());
        return mean(last) / mean(second) - 1;
    }

    private static double mean(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).average().orElse(Double.NaN);
    }

    private Map<String, Object> run(int minutes) throws IOException, InterruptedException {
        for (SwapKind kind : KEPT) {
            change(new SoakChange("install", kind.plugin(), SwapKind.OLDER));
        }
        long base = host.admin().generations().get(0);
        host.tell("calibrate", "millis", Integer.toString(CALL_MILLIS));
        host.tell(
                "soak",
                "kind",
                String.join(",", KEPT.stream().map(SwapKind::word).toList()));
        if (control) {
            host.tell("hold");
        }
        SoakAsker asker = new SoakAsker(host.admin(), REQUESTS);
        try (asker) {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
            while (System.nanoTime() < end) {
                long sample = System.nanoTime() + TimeUnit.SECONDS.toNanos(SAMPLE_SECONDS);
                while (System.nanoTime() < sample) {
                    once(base);
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
                look();
            }
        }
        return figures(asker.asked(), asker.lost());
    }

    private Map<String, Object> figures(long asked, long lost) throws IOException {
        JsonNode calls = host.tell("stop");
        JsonNode end = look();
        if (calls.path("failed").asLong() > 0) {
            System.err.println("lost in the host: " + calls.path("failures").asText());
        }
        if (!end.path("alive").isEmpty()) {
            System.err.println("not let go: " + end.path("alive"));
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("lost_calls", lost + calls.path("failed").asLong());
        double growth = growth(residents);
        if (!Double.isNaN(growth)) {
            figures.put("rss_growth", Report.rounded(growth, 3));
        }
        figures.put("class_loaders_alive", end.path("alive").size());
        figures.put("refused_changes", refused);
        figures.put("changes", changes);
        figures.put(
                "calls", calls.path("calls").asLong() + calls.path("streams").asLong());
        figures.put("asked", asked);
        figures.put("memory_mb", end.path("rss_kb").asLong() >> 10);
        return figures;
    }

    private void once(long base) throws IOException, InterruptedException {
        List<Long> earlier = host.admin().generations().stream()
                .skip(1)
                .filter(number -> number >= base)
                .toList();
        List<String> kept = KEPT.stream().map(SwapKind::plugin).toList();
        List<String> loose = LOOSE.stream()
                .map(name -> "dev.tenon.skill." + name.replace('-', '.'))
                .toList();
        Map<String, String> installed = new LinkedHashMap<>();
        host.admin()
                .lock()
                .path("plugins")
                .forEach(each -> installed.put(
                        each.path("id").asText(), each.path("version").asText()));
        SoakChange change = SoakChange.choose(installed, kept, loose, earlier, random);
        host.tell("begins", "hold", control ? "1" : "0");
        change(change);
        host.tell("ends");
    }

    /** To go back to what runs already is no change, and no failure. */
    private void change(SoakChange change) throws IOException, InterruptedException {
        changes++;
        try {
            host.admin().await(host.admin().begin(change.action(), change.argument(), change.versions()));
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains(" runs what ")) {
                refused++;
                System.err.println(change + ": " + e.getMessage());
            }
        }
    }

    private JsonNode look() throws IOException {
        JsonNode now = host.tell("measure", "plugin", SwapKind.SKILL.plugin());
        residents.add(now.path("rss_kb").asLong());
        System.err.printf(
                "%d changes, %d MB, %d loaders of what is gone%n",
                changes, now.path("rss_kb").asLong() >> 10, now.path("alive").size());
        return now;
    }
}

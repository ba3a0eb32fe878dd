// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.generation.ContentStore;
import dev.tenon.generation.Home;
import dev.tenon.generation.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@code install [--rounds N] [--control]}: in a warm host, from a job accepted to the first call that one of four signed
 * bundles serves: planned, fetched from a marketplace on loopback, verified, checked, committed; over Karaf's own logged
 * {@code feature:install} of the same four, which verifies nothing. {@code --control} plants a delay as long as the
 * target, with which it must be missed.
 */
public final class InstallBenchmark {
    private static final double TARGET_MILLIS = 400;
    private static final double TARGET_RATIO = 3;
    /** A host that serves for a day is warm; the first rounds of both are not counted. */
    static final int WARM_UP = 5;

    private static final int LEAST_ROUNDS = 7;
    private static final List<String> SAMPLES =
            List.of("skill-color", "skill-price", "skill-number-base", "skill-regex");
    private static final String QUESTION = "convert #ff8800 to rgb";

    private InstallBenchmark() {}

    /**
     * Measures and prints one line of JSON.
     *
     * @param arguments as the type says
     * @throws Exception if host or marketplace does not start or an install is refused
     */
    public static void main(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean control = given.remove("--control");
        int rounds = LEAST_ROUNDS;
        if (given.size() == 2 && given.get(0).equals("--rounds") && given.get(1).matches("[1-9]\\d?")) {
            rounds = Math.max(LEAST_ROUNDS, Integer.parseInt(given.get(1)));
        } else if (!given.isEmpty()) {
            System.err.println(
                    "tenon bench install: takes --rounds N (" + LEAST_ROUNDS + " or more) and --control, not " + given);
            System.exit(2);
        }
        Path distribution = Path.of(System.getProperty("tenon.distribution"));
        Path folder = Files.createTempDirectory("tenon-bench-install");
        Map<String, Object> figures;
        try {
            List<Path> jars = new ArrayList<>();
            for (String sample : SAMPLES) {
                jars.add(TwoReleases.sample(distribution, sample));
            }
            List<Long> ours = ours(distribution, folder, jars, rounds, control);
            figures = figures(ours, theirs(distribution, folder.resolve("karaf"), jars, rounds));
        } finally {
            Folders.delete(folder);
        }
        Report.print("install", figures, control);
        System.exit(met(figures) ? 0 : 1);
    }

    /** Without Karaf there is nothing to compare with, and the milliseconds alone count. */
    static boolean met(Map<String, Object> figures) {
        return Report.atMost(figures, "median_ms", TARGET_MILLIS)
                && (!figures.containsKey("ratio_karaf") || Report.atMost(figures, "ratio_karaf", TARGET_RATIO));
    }

    /** Of all rounds but the first ones, in which both warm up. */
    static Map<String, Object> figures(List<Long> oursNanos, List<Long> karafMillis) {
        Map<String, Object> figures = new LinkedHashMap<>();
        double median = Report.median(oursNanos.subList(WARM_UP, oursNanos.size())) / 1e6;
        figures.put("median_ms", Report.rounded(median, 1));
        figures.put("slowest_ms", Report.rounded(Report.percentile(oursNanos, 100) / 1e6, 1));
        if (karafMillis.size() > WARM_UP) {
            long karaf = Report.median(karafMillis.subList(WARM_UP, karafMillis.size()));
            figures.put("karaf_ms", karaf);
            figures.put("ratio_karaf", Report.rounded(median / karaf, 3));
        }
        return figures;
    }

    private static List<Long> ours(Path distribution, Path folder, List<Path> jars, int rounds, boolean control)
            throws IOException, InterruptedException {
        Path root = folder.resolve("home");
        List<Long> nanos = new ArrayList<>();
        try (Market market = Market.start(distribution, folder.resolve("market"), distribution.resolve("samples"));
                HostProcess host = start(market, distribution, root)) {
            AdminClient admin = host.admin();
            awaitOffers(admin);
            Path without = write(folder.resolve("without.json"), admin.lock().toString());
            Path with = write(folder.resolve("with.json"), Locks.with(admin.lock(), jars, market.url()));
            for (int round = 0; round < WARM_UP + rounds; round++) {
                long begun = System.nanoTime();
                admin.await(admin.begin("import", with.toString(), ""));
                if (control) {
                    TimeUnit.MILLISECONDS.sleep((long) TARGET_MILLIS);
                }
                JsonNode answer = admin.ask(QUESTION);
                nanos.add(System.nanoTime() - begun);
                if (!answer.path("answeredBy").asText().contains("color")) {
                    throw new IOException("'" + QUESTION + "' was not answered by the new plugin: " + answer);
                }
                System.err.printf("round %d: tenon %d ms%n", round, TimeUnit.NANOSECONDS.toMillis(nanos.get(round)));
                admin.await(admin.begin("import", without.toString(), ""));
                forget(root, jars);
            }
        }
        return nanos;
    }

    private static HostProcess start(Market market, Path distribution, Path root) throws IOException {
        market.trustIn(root);
        return HostProcess.start(distribution, root);
    }

    /** A lock file is read against the index that the host has by then. */
    private static void awaitOffers(AdminClient admin) throws IOException, InterruptedException {
        if (admin.offered().size() < SAMPLES.size()) {
            throw new IOException("the marketplace does not offer the samples");
        }
    }

    private static Path write(Path file, String text) throws IOException {
        return Files.writeString(file, text);
    }

    /** So that the next round fetches again. */
    private static void forget(Path root, List<Path> jars) throws IOException {
        ContentStore content = new ContentStore(new Home(root));
        for (Path jar : jars) {
            content.delete(Sha256.of(jar));
        }
    }

    private static List<Long> theirs(Path distribution, Path folder, List<Path> jars, int rounds)
            throws IOException, InterruptedException {
        Optional<KarafInstall> karaf = KarafInstall.in(folder, distribution, jars);
        if (karaf.isEmpty()) {
            System.err.println("tenon bench install: Karaf could not be fetched, so there is nothing to compare with");
            return List.of();
        }
        List<Long> millis = karaf.get().millis(WARM_UP + rounds);
        System.err.println("karaf: " + millis + " ms");
        return millis;
    }
}

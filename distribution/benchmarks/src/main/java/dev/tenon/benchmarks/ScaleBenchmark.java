// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.generation.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code scale [--control]}: the plan of an install over a marketplace of 50,000 releases, asked over HTTP as a shell
 * asks it, the conditional request to the marketplace included; and a host with 1,000 generated plugins, from the start of
 * its process to the first answer when the machine has seen it before, and until all of them are active. {@code --control} plants a delay in both with
 * which they must miss.
 */
public final class ScaleBenchmark {
    private static final double TARGET_SECONDS = 2.5;
    private static final double TARGET_MILLIS = 50;
    private static final int PLUGINS = 1_000;
    private static final int RELEASES = 50_000;
    private static final int RESTARTS = 5;
    private static final int WARM_UP = 5;
    private static final int PLANS = 25;

    private ScaleBenchmark() {}

    /**
     * Measures and prints one line of JSON.
     *
     * @param arguments as the type says
     * @throws Exception if the host does not start or a plan is refused
     */
    public static void main(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean control = given.remove("--control");
        if (!given.isEmpty()) {
            System.err.println("tenon bench scale: takes --control, not " + given);
            System.exit(2);
        }
        Path distribution = Path.of(System.getProperty("tenon.distribution"));
        Path folder = Files.createTempDirectory("tenon-bench-scale");
        Map<String, Object> figures = new LinkedHashMap<>();
        try {
            figures.putAll(resolve(distribution, folder.resolve("resolve"), control));
            figures.putAll(restart(distribution, folder.resolve("home"), control));
        } finally {
            Folders.delete(folder);
        }
        Report.print("scale", figures, control);
        System.exit(met(figures) ? 0 : 1);
    }

    static boolean met(Map<String, Object> figures) {
        return Report.atMost(figures, "warm_restart_s", TARGET_SECONDS)
                && Report.atMost(figures, "resolve_ms", TARGET_MILLIS);
    }

    private static Map<String, Object> resolve(Path distribution, Path home, boolean control)
            throws IOException, InterruptedException, GeneralSecurityException {
        long delay = control ? (long) TARGET_MILLIS : 0;
        List<Long> nanos = new ArrayList<>();
        Files.createDirectories(home);
        try (GeneratedMarket market = new GeneratedMarket(ManyReleases.index(RELEASES))) {
            market.trustIn(home);
            System.err.printf("%d releases, an index of %d MB%n", RELEASES, market.bytes() >> 20);
            try (HostProcess host = HostProcess.start(distribution, home)) {
                for (int i = 0; i <= WARM_UP + PLANS; i++) {
                    nanos.add(plan(host.admin(), i, delay));
                }
            }
        }
        List<Long> counted = nanos.subList(WARM_UP + 1, nanos.size());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("resolve_ms", Report.rounded(Report.median(counted) / 1e6, 1));
        figures.put("resolve_p90_ms", Report.rounded(Report.percentile(counted, 90) / 1e6, 1));
        figures.put("first_resolve_ms", Report.rounded(nanos.get(0) / 1e6, 1));
        figures.put("releases", RELEASES);
        System.err.println("plans: " + figures);
        return figures;
    }

    private static long plan(AdminClient admin, int i, long delay) throws IOException, InterruptedException {
        int plugins = RELEASES / ManyReleases.VERSIONS;
        String id = ManyReleases.id(i * 997 % plugins / ManyReleases.CHAIN * ManyReleases.CHAIN);
        long begun = System.nanoTime();
        JsonNode plan = admin.plan("install", id);
        TimeUnit.MILLISECONDS.sleep(delay);
        long nanos = System.nanoTime() - begun;
        if (plan.path("lines").size() != ManyReleases.CHAIN) {
            throw new IOException("the plan of " + id + " is " + plan);
        }
        return nanos;
    }

    private static Map<String, Object> restart(Path distribution, Path root, boolean control)
            throws IOException, InterruptedException {
        try (HostProcess host = HostProcess.start(distribution, root)) {
            System.err.println("a home is made, with " + host.bundles().size() + " bundles");
        }
        ManyPlugins.into(new Home(root), PLUGINS);
        List<Long> ready = new ArrayList<>();
        List<Long> answered = new ArrayList<>();
        List<Long> started = new ArrayList<>();
        for (int i = 0; i <= RESTARTS; i++) {
            try (HostProcess host = HostProcess.start(distribution, root)) {
                if (control) {
                    TimeUnit.MILLISECONDS.sleep((long) (TARGET_SECONDS * 1_000));
                }
                if (!host.serves()) {
                    throw new IOException("the host with " + PLUGINS + " plugins does not answer");
                }
                answered.add(host.nanosSinceStart());
                ready.add(host.readyNanos());
                checkActive(host);
                started.add(host.startedNanos());
            }
            System.err.printf(
                    "start %d: ready after %d ms, first answer after %d ms, all plugins active after %d ms%s%n",
                    i,
                    TimeUnit.NANOSECONDS.toMillis(ready.get(i)),
                    TimeUnit.NANOSECONDS.toMillis(answered.get(i)),
                    TimeUnit.NANOSECONDS.toMillis(started.get(i)),
                    i == 0 ? " (the first, not counted)" : "");
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("warm_restart_s", seconds(answered));
        figures.put("warm_ready_s", seconds(ready));
        figures.put("all_active_s", seconds(started));
        figures.put("plugins", PLUGINS);
        return figures;
    }

    private static void checkActive(HostProcess host) throws IOException {
        long active = host.bundles().entrySet().stream()
                .filter(bundle -> bundle.getValue() && bundle.getKey().contains("/store/"))
                .count();
        if (active != PLUGINS) {
            throw new IOException(active + " of " + PLUGINS + " plugins are active");
        }
    }

    /** The median of all but the first. */
    private static double seconds(List<Long> nanos) {
        return Report.rounded(Report.median(nanos.subList(1, nanos.size())) / 1e9, 3);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.generation.Home;
import dev.tenon.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code scale [--control]}: a host with 1,000 generated plugins, from the start of its process to the first answer when
 * the machine has seen it before; and the plan of an install over a catalogue of 50,000 releases. {@code --control}
 * plants a delay in both with which they must miss.
 */
public final class ScaleBenchmark {
    private static final double TARGET_SECONDS = 2.5;
    private static final double TARGET_MILLIS = 50;
    private static final int PLUGINS = 1_000;
    private static final int RELEASES = 50_000;
    private static final int RESTARTS = 5;

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

    private static Map<String, Object> resolve(Path distribution, Path home, boolean control) throws Exception {
        long delay = control ? (long) TARGET_MILLIS : 0;
        try (Host host = Host.start(home, distribution, 0)) {
            Map<String, Object> measured = Probe.measure(
                    host.framework().getBundleContext(),
                    "scale",
                    Map.of("releases", Integer.toString(RELEASES), "delay", Long.toString(delay)));
            @SuppressWarnings("unchecked")
            List<Long> nanos = (List<Long>) measured.get("nanos");
            return Map.of("resolve_ms", Report.rounded(Report.median(nanos) / 1e6, 1));
        }
    }

    private static Map<String, Object> restart(Path distribution, Path root, boolean control)
            throws IOException, InterruptedException {
        try (Host host = Host.start(root, distribution, 0)) {
            System.err.println("a home is made: " + host.url());
        }
        ManyPlugins.into(new Home(root), PLUGINS);
        List<Long> ready = new ArrayList<>();
        List<Long> answered = new ArrayList<>();
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
                long active = host.bundles().entrySet().stream()
                        .filter(bundle -> bundle.getValue() && bundle.getKey().contains("/store/"))
                        .count();
                if (active != PLUGINS) {
                    throw new IOException(active + " of " + PLUGINS + " plugins are active");
                }
            }
            System.err.printf(
                    "start %d: ready after %d ms, first answer after %d ms%s%n",
                    i,
                    TimeUnit.NANOSECONDS.toMillis(ready.get(i)),
                    TimeUnit.NANOSECONDS.toMillis(answered.get(i)),
                    i == 0 ? " (the first, not counted)" : "");
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("warm_restart_s", seconds(answered));
        figures.put("warm_ready_s", seconds(ready));
        figures.put("plugins", PLUGINS);
        figures.put("releases", RELEASES);
        return figures;
    }

    /** The median of all but the first. */
    private static double seconds(List<Long> nanos) {
        return Report.rounded(Report.median(nanos.subList(1, nanos.size())) / 1e9, 3);
    }
}

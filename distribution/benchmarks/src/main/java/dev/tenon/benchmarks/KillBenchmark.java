// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code kill [--kills N] [--control]}: a host is killed at every step of installs, updates, rollbacks and removals and
 * at random moments, and must then run the old generation or the new one, whole; and the durable writes of the same
 * changes are replayed into the states in which a crash of the machine may leave them. {@code --control} plants a
 * pointer that reached the disk before its generation, and files that were never forced: both must be found.
 */
public final class KillBenchmark {
    private static final int LEAST_KILLS = 200;
    private static final int LEAST_STATES = 2_000;
    private static final int CONTROL_KILLS = 3;

    private KillBenchmark() {}

    /**
     * Measures and prints one line of JSON.
     *
     * @param arguments as the type says
     * @throws Exception if host or marketplace cannot be started at all
     */
    public static void main(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean control = given.remove("--control");
        int kills = control ? CONTROL_KILLS : LEAST_KILLS;
        if (given.size() == 2 && given.get(0).equals("--kills") && given.get(1).matches("[1-9]\\d{0,4}")) {
            kills = Integer.parseInt(given.get(1));
        } else if (!given.isEmpty()) {
            System.err.println("tenon bench kill: takes --kills N and --control, not " + given);
            System.exit(2);
        }
        Path distribution = Path.of(System.getProperty("tenon.distribution"));
        Path folder = Files.createTempDirectory("tenon-bench-kill");
        Map<String, Object> figures = new LinkedHashMap<>();
        try {
            TwoReleases plugin = TwoReleases.in(folder.resolve("samples"), distribution);
            try (Market market = Market.start(distribution, folder.resolve("market"), plugin.folder())) {
                figures.putAll(new KillTrial(distribution, folder, plugin, market, control).run(kills));
                figures.putAll(new CrashTrial(distribution, folder, plugin, market).run(control));
            }
        } finally {
            Folders.delete(folder);
        }
        Report.print("kill", figures, control);
        System.exit(met(figures, control) ? 0 : 1);
    }

    /** The control is short; what it must miss is that nothing is torn. */
    static boolean met(Map<String, Object> figures, boolean control) {
        boolean enough = control
                || Report.atLeast(figures, "kills", LEAST_KILLS)
                        && Report.atMost(figures, "steps_missed", 0)
                        && Report.atLeast(figures, "crash_states", LEAST_STATES);
        return enough
                && Report.atMost(figures, "torn", 0)
                && Report.atMost(figures, "not_serving", 0)
                && Report.atMost(figures, "crash_torn", 0);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.host.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code front [--control]}: what a front adds to a call, in the host's process. {@code --control} plants 50 ns in each
 * call, with which it must miss.
 */
public final class FrontBenchmark {
    private static final double TARGET_NANOS = 50;

    private FrontBenchmark() {}

    /**
     * Starts a host on an empty home, measures inside it and prints one line of JSON.
     *
     * @param arguments as the type says
     * @throws Exception if the host does not start or the measurement fails
     */
    public static void main(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean control = given.remove("--control");
        if (!given.isEmpty()) {
            System.err.println("tenon bench front: takes --control, not " + given);
            System.exit(2);
        }
        Path home = Files.createTempDirectory("tenon-bench-front");
        Map<String, Object> figures;
        try (Host host = Host.start(home, Path.of(System.getProperty("tenon.distribution")), 0)) {
            figures = Probe.measure(
                    host.framework().getBundleContext(),
                    "front",
                    Map.of("planted", Long.toString(control ? (long) TARGET_NANOS : 0)));
        } finally {
            Folders.delete(home);
        }
        Report.print("front", figures, control);
        System.exit(Report.atMost(figures, "ns_per_call", TARGET_NANOS) ? 0 : 1);
    }
}

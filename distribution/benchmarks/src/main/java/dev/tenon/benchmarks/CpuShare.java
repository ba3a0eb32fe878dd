// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How busy this process and the machine were since this was made, as a share of all processors. */
final class CpuShare {
    /** Fields of the first line of /proc/stat, its word left out. */
    private static final int IDLE = 3;

    private static final int WAITING = 4;
    private static final int GUEST = 8;

    private final long madeNanos = System.nanoTime();
    private final Duration spent = spent();
    private final long[] ticks = ticks();

    /** {@code cpu_host} and, on Linux, {@code cpu_machine}. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        double wall =
                (double) (System.nanoTime() - madeNanos) * Runtime.getRuntime().availableProcessors();
        figures.put("cpu_host", rounded(spent().minus(spent).toNanos() / wall));
        long[] now = ticks();
        if (now[0] > ticks[0]) {
            figures.put("cpu_machine", rounded((double) (now[1] - ticks[1]) / (now[0] - ticks[0])));
        }
        return figures;
    }

    private static double rounded(double share) {
        return Math.round(share * 1_000) / 1_000.0;
    }

    private static Duration spent() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** All and busy ticks of the machine, zeros where nobody tells. */
    private static long[] ticks() {
        try {
            String[] fields = Files.readAllLines(Path.of("/proc/stat"))
                    .get(0)
                    .substring("cpu".length())
                    .strip()
                    .split("\\s+");
            long all = 0;
            for (int i = 0; i < Math.min(GUEST, fields.length); i++) {
                all += Long.parseLong(fields[i]);
            }
            return new long[] {all, all - Long.parseLong(fields[IDLE]) - Long.parseLong(fields[WAITING])};
        } catch (IOException e) {
            // not Linux
            return new long[] {0, 0};
        }
    }
}

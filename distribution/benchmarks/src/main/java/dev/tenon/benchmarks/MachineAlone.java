// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What callers by the clock see where nothing of Tenon runs: the part of every gap that is the machine's own, which it
 * may share with others.
 */
final class MachineAlone {
    private static final int CALIBRATIONS = 50;
    private static final int ROUNDS = 1_000_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private MachineAlone() {}

    /**
     * Measures.
     *
     * @param callers how many
     * @param periodMillis how often each calls
     * @param callMillis how long a call computes
     * @return the longest time without an answer, in ms
     */
    static double longestGapMillis(int callers, int periodMillis, int callMillis, Duration howLong)
            throws InterruptedException {
        long rounds = roundsPerMilli() * callMillis;
        CallLoad load = new CallLoad(() -> Optional.of(() -> compute(rounds)));
        load.open(callers, periodMillis);
        TimeUnit.MILLISECONDS.sleep(howLong.toMillis());
        return (double) load.stop().get("longest_gap_ms_outside");
    }

    /** The last of some: by then it is compiled. */
    private static long roundsPerMilli() {
        long perMilli = 1;
        for (int i = 0; i < CALIBRATIONS; i++) {
            long begun = System.nanoTime();
            compute(ROUNDS);
            perMilli = Math.max(1, (long) (ROUNDS * NANOS_PER_MILLI / (System.nanoTime() - begun)));
        }
        return perMilli;
    }

    private static void compute(long rounds) {
        double sum = 0;
        for (long i = 0; i < rounds; i++) {
            sum += Math.sqrt(i);
        }
        if (sum < 0) { // asked, or the JVM would leave the work out
            throw new IllegalStateException("a sum of roots below 0");
        }
    }
}

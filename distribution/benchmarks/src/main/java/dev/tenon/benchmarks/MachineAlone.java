// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What callers by the clock see with no host there: the time that their clock leaves between them, and what a machine that
 * others may share adds to it.
 */
final class MachineAlone {
    private static final int CALIBRATIONS = 50;
    private static final int ROUNDS = 1_000_000;

    private MachineAlone() {}

    /**
     * Measures.
     *
     * @param callers how many
     * @param periodMillis how often each calls
     * @param callMillis how long a call computes, at the least
     * @param millis how long they go on
     * @return the longest time without an answer, in ms
     */
    static double longestGapMillis(int callers, int periodMillis, int callMillis, int millis)
            throws InterruptedException {
        long rounds = (long) (callMillis * ROUNDS / Quickest.millis(CALIBRATIONS, () -> compute(ROUNDS)));
        CallLoad load = new CallLoad(() -> Optional.of(() -> compute(rounds)));
        Map<String, Object> figures;
        load.open(callers, periodMillis);
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } finally {
            figures = load.stop();
        }
        return (double) figures.get("longest_gap_ms_outside");
    }

    /** Work, and no waiting for a moment: whoever is interrupted meanwhile is not done at that moment. */
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

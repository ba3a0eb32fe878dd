// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Compares two ways of doing the same by their medians. The ways take turns in short blocks, so that whatever slows the
 * machine for a while slows both, and the turn that begins alternates.
 */
final class Comparison {
    /** One way of doing it. */
    interface Way {
        void run() throws Exception;
    }

    private final LongSupplier clock;
    private final int blocks;
    private final int perBlock;

    /**
     * Sets how much is measured.
     *
     * @param clock in nanoseconds
     * @param blocks of each way, at least 1
     * @param perBlock calls in a block, at least 1
     */
    Comparison(LongSupplier clock, int blocks, int perBlock) {
        this.clock = clock;
        this.blocks = blocks;
        this.perBlock = perBlock;
    }

    /**
     * What came out.
     *
     * @param measuredNanos median of one call of the way that is measured
     * @param baselineNanos median of one call of the way that it is compared with
     */
    record Medians(long measuredNanos, long baselineNanos) {
        double ratio() {
            return (double) measuredNanos / baselineNanos;
        }
    }

    /** Runs both; one block of each first, not counted. */
    Medians run(Way measured, Way baseline) throws Exception {
        long[] ours = new long[blocks * perBlock];
        long[] theirs = new long[blocks * perBlock];
        block(measured, new long[perBlock], 0);
        block(baseline, new long[perBlock], 0);
        for (int i = 0; i < blocks; i++) {
            if (i % 2 == 0) {
                block(measured, ours, i);
                block(baseline, theirs, i);
            } else {
                block(baseline, theirs, i);
                block(measured, ours, i);
            }
        }
        return new Medians(median(ours), median(theirs));
    }

    private void block(Way way, long[] nanos, int block) throws Exception {
        for (int i = 0; i < perBlock; i++) {
            long begin = clock.getAsLong();
            way.run();
            nanos[block * perBlock + i] = clock.getAsLong() - begin;
        }
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

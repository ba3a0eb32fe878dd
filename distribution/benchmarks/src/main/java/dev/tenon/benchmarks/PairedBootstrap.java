// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.Arrays;
import java.util.Random;

/**
 * The paired percentile bootstrap (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, §13.3): items are drawn
 * with what both models got for them.
 */
final class PairedBootstrap {
    private static final int RESAMPLES = 2_000;
    private static final double TAIL = 0.05;
    private static final long SEED = 20_261_128;

    private PairedBootstrap() {}

    /** Lower end of the one-sided 95 % interval of {@code after}'s mean over {@code before}'s. */
    static double low(double[] before, double[] after) {
        return end(before, after, TAIL);
    }

    /** Upper end of the one-sided 95 % interval of {@code after}'s mean over {@code before}'s. */
    static double high(double[] before, double[] after) {
        return end(before, after, 1 - TAIL);
    }

    /** Says whether {@code ours} is worse than {@code theirs}, with an error of 5 %. */
    static boolean isWorse(double[] theirs, double[] ours) {
        return high(theirs, ours) < 1;
    }

    private static double end(double[] before, double[] after, double share) {
        if (before.length == 0 || before.length != after.length) {
            throw new IllegalArgumentException(before.length + " and " + after.length + " items make no pairs");
        }
        Random random = new Random(SEED);
        double[] ratios = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double first = 0;
            double second = 0;
            for (int i = 0; i < before.length; i++) {
                int drawn = random.nextInt(before.length);
                first += before[drawn];
                second += after[drawn];
            }
            ratios[resample] = first == 0 ? 0 : second / first;
        }
        Arrays.sort(ratios);
        return ratios[Math.min(RESAMPLES - 1, (int) Math.floor(RESAMPLES * share))];
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}

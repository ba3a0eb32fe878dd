// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.quantizer.onnx.Spread.Histogram;
import dev.tenon.quantizer.onnx.Spread.Range;
import java.util.Arrays;

/** Finds the range of an activation from its histogram. Stateless. */
final class Ranges {
    /** What share of all values is cut off, on both sides together. */
    private static final double TAILS = 1e-5;

    /** How many values 8 bits of one sign have. */
    private static final int LEVELS = 128;

    private static final int STEP = 16;

    private Ranges() {}

    /** Cuts off the outermost values. */
    static Range percentile(Histogram histogram) {
        long[] counts = histogram.counts();
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        double tail = all * TAILS / 2;
        int low = 0;
        for (double sum = counts[0]; low < counts.length - 1 && sum <= tail; sum += counts[low]) {
            low++;
        }
        int high = counts.length - 1;
        for (double sum = counts[high]; high > low && sum <= tail; sum += counts[high]) {
            high--;
        }
        return new Range((low - Histogram.HALF) * histogram.width(), (high + 1 - Histogram.HALF) * histogram.width());
    }

    /**
     * Cuts off where the distribution of the quantized values differs least from that of the values, by the
     * Kullback-Leibler divergence of their magnitudes (Migacz, 8-bit Inference with TensorRT, GTC 2017).
     *
     * @param exact range of all values
     */
    static Range entropy(Histogram histogram, Range exact) {
        double[] magnitudes = new double[Histogram.HALF];
        for (int i = 0; i < Histogram.HALF; i++) {
            magnitudes[i] =
                    (double) histogram.counts()[Histogram.HALF + i] + histogram.counts()[Histogram.HALF - 1 - i];
        }
        int best = Histogram.HALF;
        double least = Double.POSITIVE_INFINITY;
        for (int bins = LEVELS; bins <= Histogram.HALF; bins += STEP) {
            double divergence = divergence(magnitudes, bins);
            if (divergence < least) {
                least = divergence;
                best = bins;
            }
        }
        double threshold = best * histogram.width();
        return new Range(Math.max(exact.least(), -threshold), Math.min(exact.greatest(), threshold));
    }

    private static double divergence(double[] magnitudes, int bins) {
        double[] reference = Arrays.copyOf(magnitudes, bins);
        for (int i = bins; i < magnitudes.length; i++) {
            reference[bins - 1] += magnitudes[i];
        }
        double[] quantized = new double[bins];
        for (int level = 0; level < LEVELS; level++) {
            int from = (int) ((long) level * bins / LEVELS);
            int to = (int) ((level + 1L) * bins / LEVELS);
            double sum = 0;
            int filled = 0;
            for (int i = from; i < to; i++) {
                sum += magnitudes[i];
                filled += reference[i] > 0 ? 1 : 0;
            }
            for (int i = from; i < to; i++) {
                quantized[i] = reference[i] > 0 ? sum / filled : 0;
            }
        }
        return divergence(reference, quantized);
    }

    private static double divergence(double[] reference, double[] quantized) {
        double all = 0;
        double allQuantized = 0;
        for (int i = 0; i < reference.length; i++) {
            all += reference[i];
            allQuantized += quantized[i];
        }
        if (all == 0 || allQuantized == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double divergence = 0;
        for (int i = 0; i < reference.length; i++) {
            if (reference[i] > 0) {
                double p = reference[i] / all;
                // what the quantized distribution lacks counts as rare, not as impossible
                double q = Math.max(quantized[i] / allQuantized, 1e-12);
                divergence += p * Math.log(p / q);
            }
        }
        return divergence;
    }
}

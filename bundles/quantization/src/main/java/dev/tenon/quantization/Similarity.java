// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How alike two answers are, 0 to 1; of several outputs the one that differs most counts.
 *
 * <ul>
 *   <li>Outputs of many values: the cosine of the angle between them.
 *   <li>Outputs of few values, where the cosine of what is always positive is always near 1: the share of the variance over
 *       all items that is explained, as of the coefficient of determination.
 *   <li>An output of one value from 0 to 1: whether both say yes (above ½) or no.
 * </ul>
 */
final class Similarity {
    /** Up to here an output has few values. */
    private static final int FEW = 8;

    private static final float HALF = 0.5f;

    /** Of an output that hardly varies at all, a difference of a thousandth of its size is no loss worth the name. */
    private static final double LEAST_SPREAD = 1e-4;

    private final List<Output> outputs;

    private Similarity(List<Output> outputs) {
        this.outputs = outputs;
    }

    /** How one output is compared. */
    private interface Output {
        double compare(float[] one, float[] other);
    }

    /**
     * Looks at what the original answers.
     *
     * @param original all its answers
     * @throws IOException if they cannot be read back
     */
    static Similarity to(Answers original) throws IOException {
        List<OutputStatistics> statistics = new ArrayList<>();
        int count = original.size() == 0 ? 0 : original.of(0).size();
        for (int output = 0; output < count; output++) {
            statistics.add(new OutputStatistics());
        }
        for (int item = 0; item < original.size(); item++) {
            List<float[]> answers = original.of(item);
            for (int output = 0; output < count; output++) {
                statistics.get(output).add(answers.get(output));
            }
        }
        return new Similarity(statistics.stream().map(OutputStatistics::chosen).toList());
    }

    double of(List<float[]> one, List<float[]> other) {
        double least = 1;
        for (int i = 0; i < one.size(); i++) {
            float[] first = one.get(i);
            float[] second = other.get(i);
            double like = first.length == second.length ? outputs.get(i).compare(first, second) : 0;
            least = Math.min(least, Double.isNaN(like) ? 0 : like);
        }
        return Math.max(0, least);
    }

    /** What the values of an output are over all items, if they are few. */
    private static final class OutputStatistics {
        private final double[] sums = new double[FEW];
        private final double[] squares = new double[FEW];
        private int length = -1;
        private int items;
        private boolean isProbability = true;

        void add(float[] values) {
            length = length < 0 || length == values.length ? values.length : FEW + 1;
            items++;
            for (int i = 0; i < Math.min(values.length, FEW); i++) {
                sums[i] += values[i];
                squares[i] += (double) values[i] * values[i];
                isProbability &= values[i] >= 0 && values[i] <= 1;
            }
        }

        Output chosen() {
            if (length > FEW || length < 1) {
                return Similarity::cosine;
            }
            if (length == 1 && isProbability) {
                return (one, other) -> Float.isNaN(other[0]) || one[0] > HALF != other[0] > HALF ? 0 : 1;
            }
            double variance = 0;
            double size = 0;
            for (int i = 0; i < length; i++) {
                variance += squares[i] / items - sums[i] / items * (sums[i] / items);
                size += squares[i] / items;
            }
            double spread = Math.max(variance, LEAST_SPREAD * size);
            return (one, other) -> explained(one, other, spread);
        }
    }

    private static double explained(float[] one, float[] other, double variance) {
        double error = 0;
        for (int i = 0; i < one.length; i++) {
            double difference = (double) one[i] - other[i];
            error += difference * difference;
        }
        return error == 0 ? 1 : 1 - error / Math.max(variance, Double.MIN_NORMAL);
    }

    /** The cosine of the angle between two vectors; two of zeros are alike. */
    static double cosine(float[] one, float[] other) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < one.length; i++) {
            if (!Float.isFinite(one[i]) && Float.compare(one[i], other[i]) == 0) {
                continue; // masked by both
            }
            product += (double) one[i] * other[i];
            first += (double) one[i] * one[i];
            second += (double) other[i] * other[i];
        }
        return first == 0 && second == 0 ? 1 : product / Math.sqrt(first * second);
    }
}

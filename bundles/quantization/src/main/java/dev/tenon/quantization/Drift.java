// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.tensor.Tensor;
import dev.tenon.quantization.Fingerprint.Seen;
import dev.tenon.quantization.Fingerprint.Values;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the values of an input have moved: the Population Stability Index, &Sigma; (q - p) ln (q / p) over bins that the
 * reference fills evenly, and over those outside its range. Below 0.1 nothing has changed by custom, above 0.25 much has
 * (Siddiqi, Credit Risk Scorecards, 2006). Samples of one distribution have an index of (1/n + 1/m) times a variable of a
 * chi-squared distribution with one degree of freedom less than there are bins (Yurdakul and Naranjo, Journal of Risk Model
 * Validation, 2020); values of one item may be as good as one, so n and m are counted in items.
 *
 * @param input that moved most
 * @param index of it, at least 0
 * @param limit above which it counts
 * @param outside share of its values outside the range of the reference
 * @param items how many were looked at
 */
record Drift(String input, double index, double limit, double outside, int items) {
    /** One false alarm in a thousand looks, however many inputs are looked at. */
    private static final double FALSE_ALARMS = 0.001;

    /** Of the continued fraction: from 3 on more change nothing. */
    private static final int TERMS = 60;

    /** Whether it is more than the limit. */
    boolean isNoticed() {
        return index > limit;
    }

    /**
     * Compares.
     *
     * @param reference with which
     * @param live items, read once
     * @param threshold from which it counts if there are items enough
     * @return of the input that is farthest beyond its limit; empty if no input can be compared
     */
    static Optional<Drift> of(Fingerprint reference, Iterable<Map<String, Tensor>> live, double threshold) {
        Map<String, Seen> seen = Fingerprint.see(live);
        List<String> compared =
                reference.inputs().keySet().stream().filter(seen::containsKey).toList();
        double alarms = FALSE_ALARMS / Math.max(1, compared.size());
        return compared.stream()
                .map(input -> of(input, reference, seen.get(input), threshold, alarms))
                .max(Comparator.comparingDouble(drift -> drift.index() - drift.limit()));
    }

    private static Drift of(String input, Fingerprint reference, Seen seen, double threshold, double alarms) {
        int items = seen.items();
        Values values = reference.inputs().get(input);
        double[] live = Fingerprint.shares(values, seen.sorted());
        double[] known = new double[live.length];
        for (int i = 0; i < values.shares().size(); i++) {
            known[i + 1] = values.shares().get(i);
        }
        double index = 0;
        for (int i = 0; i < live.length; i++) {
            // Half an item stands for none: the logarithm of 0 says nothing.
            double p = Math.max(known[i], 0.5 / reference.items());
            double q = Math.max(live[i], 0.5 / items);
            index += (q - p) * Math.log(q / p);
        }
        double chance = (1.0 / reference.items() + 1.0 / items) * chiSquared(live.length - 1, alarms);
        return new Drift(input, index, Math.max(threshold, chance), live[0] + live[live.length - 1], items);
    }

    /** What a chi-squared variable exceeds once in a thousand times (Wilson and Hilferty, PNAS, 1931). */
    static double chiSquared(int degrees) {
        return chiSquared(degrees, FALSE_ALARMS);
    }

    /**
     * As that, with another probability.
     *
     * @param probability of more, at most 0.001
     */
    static double chiSquared(int degrees, double probability) {
        double part = 2.0 / (9 * degrees);
        return degrees * Math.pow(1 - part + normal(probability) * Math.sqrt(part), 3);
    }

    /** What a normal variable exceeds as seldom: bisection over its tail, which is Laplace's continued fraction. */
    private static double normal(double probability) {
        double low = 3;
        double high = 10;
        for (int step = 0; step < TERMS; step++) {
            double middle = (low + high) / 2;
            double fraction = middle;
            for (int term = TERMS; term > 0; term--) {
                fraction = middle + term / fraction;
            }
            double tail = Math.exp(-middle * middle / 2) / Math.sqrt(2 * Math.PI) / fraction;
            if (tail > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

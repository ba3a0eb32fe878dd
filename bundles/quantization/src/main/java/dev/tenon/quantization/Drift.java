// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.tensor.Tensor;
import dev.tenon.quantization.Fingerprint.Seen;
import dev.tenon.quantization.Fingerprint.Values;
import java.util.Comparator;
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
    /** One false alarm in a thousand looks. */
    private static final double ONE_IN_A_THOUSAND = 3.0902;

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
        return reference.inputs().entrySet().stream()
                .filter(input -> seen.containsKey(input.getKey()))
                .map(input -> of(input.getKey(), reference, seen.get(input.getKey()), threshold))
                .max(Comparator.comparingDouble(drift -> drift.index() - drift.limit()));
    }

    private static Drift of(String input, Fingerprint reference, Seen seen, double threshold) {
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
        double chance = (1.0 / reference.items() + 1.0 / items) * chiSquared(live.length - 1);
        return new Drift(input, index, Math.max(threshold, chance), live[0] + live[live.length - 1], items);
    }

    /** What a chi-squared variable exceeds once in a thousand times (Wilson and Hilferty, PNAS, 1931). */
    static double chiSquared(int degrees) {
        double part = 2.0 / (9 * degrees);
        return degrees * Math.pow(1 - part + ONE_IN_A_THOUSAND * Math.sqrt(part), 3);
    }
}

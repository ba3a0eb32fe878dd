// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.image.label;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a picture may show.
 *
 * @param label as the model's author spelt it
 * @param score 0 to 1
 */
record Label(String label, double score) {
    private static final int SHOWN = 5;
    /** Half-precision probabilities of 1,000 classes miss a sum of 1 by less than this. */
    private static final double TOLERANCE = 0.02;

    /**
     * Picks the best.
     *
     * @param scores one per class: probabilities, or logits, which become probabilities
     * @param names by class; a class without a name is called by its number
     * @return at most five, the best first
     */
    static List<Label> top(float[] scores, List<String> names) {
        double[] shares = isDistribution(scores) ? widen(scores) : softmax(scores);
        return IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -shares[i]))
                .limit(SHOWN)
                .map(i -> new Label(i < names.size() ? names.get(i) : "#" + i, Math.min(1, shares[i])))
                .toList();
    }

    private static boolean isDistribution(float[] scores) {
        double sum = 0;
        for (float score : scores) {
            if (!(score >= 0 && score <= 1 + TOLERANCE)) {
                return false;
            }
            sum += score;
        }
        return Math.abs(sum - 1) <= TOLERANCE;
    }

    private static double[] widen(float[] scores) {
        return IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).toArray();
    }

    private static double[] softmax(float[] logits) {
        double max = IntStream.range(0, logits.length)
                .mapToDouble(i -> logits[i])
                .max()
                .orElse(0);
        double[] shares = IntStream.range(0, logits.length)
                .mapToDouble(i -> Math.exp(logits[i] - max))
                .toArray();
        double sum = java.util.Arrays.stream(shares).sum();
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /** The first of several names: {@code tabby} of {@code tabby, tabby cat}. */
    String shortName() {
        int comma = label.indexOf(',');
        return comma < 0 ? label : label.substring(0, comma);
    }

    /** For programs. */
    Map<String, Object> value() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("label", label);
        value.put("score", Math.round(score * 1e6) / 1e6);
        return value;
    }
}

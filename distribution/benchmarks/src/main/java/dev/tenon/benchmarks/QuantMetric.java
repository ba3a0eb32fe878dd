// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.List;

/** How answers are judged: each item gets a number from 0 to 1. Written apart from the product's own. */
enum QuantMetric {
    /** The right class is chosen. */
    ACCURACY("accuracy"),
    /** The class is chosen that the original chooses. */
    AGREEMENT("top-1 agreement"),
    /** One probability lies on the side of one half where the original's lies: a cosine of two numbers says nothing. */
    DECISION("decision agreement"),
    /** Cosine of the angle between the answers, of several outputs the least. */
    COSINE("cosine similarity");

    private final String words;

    QuantMetric(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Says whether it counts classes, so that a share of 2,000 inputs is a share of decisions. */
    boolean isOfClasses() {
        return this != COSINE;
    }

    /** Returns what an answer is worth beside the original's; {@code label} is that of the item, or -1. */
    double score(List<float[]> original, List<float[]> answer, int label) {
        return switch (this) {
            case ACCURACY -> best(answer.get(0)) == label ? 1 : 0;
            case AGREEMENT -> best(answer.get(0)) == best(original.get(0)) ? 1 : 0;
            case DECISION -> answer.get(0)[0] > 0.5f == original.get(0)[0] > 0.5f ? 1 : 0;
            case COSINE -> cosine(original, answer);
        };
    }

    /** The index of the greatest number; of none, -1. */
    static int best(float[] scores) {
        int best = -1;
        for (int i = 0; i < scores.length; i++) {
            if (!Float.isNaN(scores[i]) && (best < 0 || scores[i] > scores[best])) {
                best = i;
            }
        }
        return best;
    }

    static double cosine(List<float[]> one, List<float[]> other) {
        double least = 1;
        for (int i = 0; i < one.size(); i++) {
            least = Math.min(least, cosine(one.get(i), other.get(i)));
        }
        return Math.max(0, least);
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < one.length; i++) {
            product += (double) one[i] * other[i];
            first += (double) one[i] * one[i];
            second += (double) other[i] * other[i];
        }
        if (first == 0 && second == 0) {
            return 1;
        }
        double cosine = product / Math.sqrt(first * second);
        return Double.isNaN(cosine) ? 0 : cosine;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.runtime.VariantReport.Quality;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** How the answers of a variant are held against those of the original. Stateless. */
enum Metric {
    /** Share of right classes. */
    ACCURACY("accuracy"),
    /** Share of inputs to which both name the same class. */
    AGREEMENT("top-1 agreement"),
    /** How alike the answers are ({@link Similarity}). */
    SIMILARITY("similarity");

    private static final int RESAMPLES = 2_000;
    private static final double LOW = 0.05;
    private static final long SEED = 11;

    private final String words;

    Metric(String words) {
        this.words = words;
    }

    /**
     * Chooses one.
     *
     * @param set what is asked
     * @param task of the model, which may name a class
     */
    static Metric of(EvaluationSet set, String task) {
        if (set.isLabelled()) {
            return ACCURACY;
        }
        return task.endsWith("-classification") ? AGREEMENT : SIMILARITY;
    }

    /**
     * Measures.
     *
     * @param original answers
     * @param similarity to these
     * @param variant answers to the same items
     * @param labels of these, for {@link #ACCURACY}
     * @param data what they are, for people
     * @param required what is to be reached
     * @throws IOException if answers cannot be read back
     */
    Quality measure(
            Answers original,
            Similarity similarity,
            Answers variant,
            List<OptionalInt> labels,
            String data,
            double required)
            throws IOException {
        int count = original.size();
        double[] before = new double[count];
        double[] after = new double[count];
        double agreement = 0;
        for (int i = 0; i < count; i++) {
            List<float[]> one = original.of(i);
            List<float[]> other = variant.of(i);
            double same = this == SIMILARITY ? similarity.of(one, other) : best(one) == best(other) ? 1 : 0;
            agreement += same / count;
            int label = labels.get(i).orElse(-1);
            before[i] = this == ACCURACY ? hit(one, label) : 1;
            after[i] = this == ACCURACY ? hit(other, label) : same;
        }
        double first = mean(before);
        double second = mean(after);
        return new Quality(
                words,
                data,
                count,
                first,
                second,
                first == 0 ? 0 : second / first,
                low(before, after),
                required,
                agreement);
    }

    private static double hit(List<float[]> outputs, int label) {
        return best(outputs) == label ? 1 : 0;
    }

    /** Returns the index of the greatest value of the first output; of what is no number, none. */
    static int best(List<float[]> outputs) {
        float[] scores = outputs.get(0);
        int best = -1;
        for (int i = 0; i < scores.length; i++) {
            if (!Float.isNaN(scores[i]) && (best < 0 || scores[i] > scores[best])) {
                best = i;
            }
        }
        return best;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /**
     * The lower end of the one-sided 95 % interval of the ratio of the means, by the paired percentile bootstrap (Efron and
     * Tibshirani, An Introduction to the Bootstrap, 1993, §13.3).
     */
    static double low(double[] before, double[] after) {
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
        return before.length == 0 ? 0 : ratios[(int) (RESAMPLES * LOW)];
    }
}

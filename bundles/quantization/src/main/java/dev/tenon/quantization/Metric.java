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
    private static final float HALF = 0.5f;
    private static final long SEED = 11;

    private final String words;

    Metric(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /**
     * Chooses one.
     *
     * @param set what is asked
     * @param task of the model, which may name a class
     */
    static Metric of(EvaluationSet set, String task) {
        if (task.equals("token-classification")) { // a class for each token, not for each input
            return SIMILARITY;
        }
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
                this == SIMILARITY ? low(before, after) : Math.min(low(before, after), most(count)),
                required,
                agreement);
    }

    private static double hit(List<float[]> outputs, int label) {
        return best(outputs) == label ? 1 : 0;
    }

    /**
     * Returns the class that the first output names: the index of its greatest value; of one value, the class itself if it
     * is an integer, else 1 above ½ and 0 below. What is no number names none (-1).
     */
    static int best(List<float[]> outputs) {
        float[] scores = outputs.get(0);
        if (scores.length == 1 && !Float.isNaN(scores[0])) {
            boolean isClass = scores[0] == Math.rint(scores[0]);
            return isClass ? (int) scores[0] : scores[0] > HALF ? 1 : 0;
        }
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
     * What so many items can show at most: if a share p is kept, all n items are with a probability of pⁿ. Where nothing
     * differs, no resampling tells of that.
     */
    static double most(int count) {
        return count == 0 ? 0 : Math.pow(LOW, 1.0 / count);
    }

    /** How many items it takes to show that a share is kept. */
    static int needed(double share) {
        return share >= 1 ? Integer.MAX_VALUE : share <= 0 ? 1 : (int) Math.ceil(Math.log(LOW) / Math.log(share));
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

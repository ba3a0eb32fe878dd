// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A sparse vector.
 *
 * @param features ascending, each once
 * @param weights of the features
 */
record Sparse(int[] features, float[] weights) {
    /** Takes the features of a vector in any order, each once. */
    static final class Builder {
        private final long[] entries;
        private int size;

        Builder(int most) {
            entries = new long[most];
        }

        void add(int feature, float weight) {
            entries[size++] = (long) feature << Integer.SIZE | Float.floatToIntBits(weight) & 0xffff_ffffL;
        }

        Sparse build() {
            Arrays.sort(entries, 0, size);
            int[] features = new int[size];
            float[] weights = new float[size];
            for (int i = 0; i < size; i++) {
                features[i] = (int) (entries[i] >>> Integer.SIZE);
                weights[i] = Float.intBitsToFloat((int) entries[i]);
            }
            return new Sparse(features, weights);
        }
    }

    /** The same features with other weights. */
    Sparse weighed(IntToDoubleFunction weightAt) {
        float[] weighed = new float[weights.length];
        for (int i = 0; i < weighed.length; i++) {
            weighed[i] = (float) weightAt.applyAsDouble(i);
        }
        return new Sparse(features, weighed);
    }

    double dot(Sparse other) {
        double sum = 0;
        int i = 0;
        int j = 0;
        while (i < features.length && j < other.features.length) {
            int order = Integer.compare(features[i], other.features[j]);
            if (order == 0) {
                sum += (double) weights[i++] * other.weights[j++];
            } else if (order < 0) {
                i++;
            } else {
                j++;
            }
        }
        return sum;
    }
}

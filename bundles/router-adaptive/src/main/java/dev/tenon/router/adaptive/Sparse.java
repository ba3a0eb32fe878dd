// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * A sparse vector.
 *
 * @param features ascending, each once
 * @param weights of the features
 */
record Sparse(int[] features, float[] weights) {
    /** Takes the features of a vector, ascending, each once. */
    static final class Builder {
        private final int[] features;
        private final float[] weights;
        private int size;

        Builder(int most) {
            features = new int[most];
            weights = new float[most];
        }

        /**
         * Adds a feature.
         *
         * @throws IllegalArgumentException if it does not come after those that were added
         */
        void add(int feature, float weight) {
            if (size > 0 && feature <= features[size - 1]) {
                throw new IllegalArgumentException(feature + " does not come after " + features[size - 1]);
            }
            features[size] = feature;
            weights[size++] = weight;
        }

        Sparse build() {
            return new Sparse(Arrays.copyOf(features, size), Arrays.copyOf(weights, size));
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

    /**
     * The dot product of each two of some vectors. Most features are those of one or two of them: it looks at each feature
     * once, not at each two vectors.
     *
     * @return symmetric, a row for each vector
     */
    static double[][] products(List<Sparse> vectors) {
        long[] entries =
                new long[vectors.stream().mapToInt(each -> each.features.length).sum()];
        int size = 0;
        for (int i = 0; i < vectors.size(); i++) {
            for (int feature : vectors.get(i).features) {
                entries[size++] = (long) feature << Integer.SIZE | i;
            }
        }
        Arrays.sort(entries);
        double[][] products = new double[vectors.size()][vectors.size()];
        int[] read = new int[vectors.size()];
        int[] having = new int[vectors.size()];
        float[] weights = new float[vectors.size()];
        int next;
        for (int at = 0; at < size; at = next) {
            for (next = at; next < size && entries[next] >>> Integer.SIZE == entries[at] >>> Integer.SIZE; next++) {
                int vector = (int) entries[next];
                having[next - at] = vector;
                weights[next - at] = vectors.get(vector).weights[read[vector]++];
            }
            add(having, weights, next - at, products);
        }
        for (int i = 0; i < products.length; i++) {
            for (int j = 0; j < i; j++) {
                products[j][i] = products[i][j];
            }
        }
        return products;
    }

    /** Adds what one feature gives: the first so many of the vectors, ascending, have it with such weights. */
    private static void add(int[] vectors, float[] weights, int count, double[][] products) {
        for (int i = 0; i < count; i++) {
            double[] row = products[vectors[i]];
            double weight = weights[i];
            for (int j = 0; j <= i; j++) {
                row[vectors[j]] += weight * weights[j];
            }
        }
    }
}

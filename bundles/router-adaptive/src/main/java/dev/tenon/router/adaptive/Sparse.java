// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

/**
 * A sparse vector.
 *
 * @param features ascending, each once
 * @param weights of the features
 */
record Sparse(int[] features, float[] weights) {
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

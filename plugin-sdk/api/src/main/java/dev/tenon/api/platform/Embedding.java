// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.platform;

import java.util.Arrays;

/**
 * A sentence as a vector.
 *
 * @param space which encoder made it: only vectors of the same space can be compared
 * @param vector of unit length, or all zeros for a text without a word in it; not to be changed
 */
public record Embedding(String space, float[] vector) {
    /**
     * Returns the cosine of the angle between two vectors of one space.
     *
     * @param other of the same space
     * @return -1 to 1; the greater, the nearer in meaning
     * @throws IllegalArgumentException if the other is of another space
     */
    public double cosine(Embedding other) {
        if (!space.equals(other.space)) {
            throw new IllegalArgumentException("vectors of '" + space + "' and '" + other.space + "' do not compare");
        }
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += (double) vector[i] * other.vector[i];
        }
        return Math.max(-1, Math.min(1, sum));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && space.equals(that.space) && Arrays.equals(vector, that.vector);
    }

    @Override
    public int hashCode() {
        return 31 * space.hashCode() + Arrays.hashCode(vector);
    }

    @Override
    public String toString() {
        return "Embedding[" + vector.length + " of " + space + "]";
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

/** For each feature the texts that have it (an inverted index), one after the other in arrays. Not changed once all are added. */
final class Postings {
    private final int[] starts;
    private final int[] ends;
    private final int[] texts;
    private final float[] weights;

    /**
     * Makes room.
     *
     * @param counts the pieces of the texts, and in how many each occurs
     */
    Postings(Counts counts) {
        starts = new int[counts.size()];
        int room = 0;
        for (int feature = 0; feature < starts.length; feature++) {
            starts[feature] = room;
            room += counts.documents(feature);
        }
        ends = starts.clone();
        texts = new int[room];
        weights = new float[room];
    }

    /** Adds a text; none twice. */
    void add(int text, Sparse vector) {
        for (int i = 0; i < vector.features().length; i++) {
            int at = ends[vector.features()[i]]++;
            texts[at] = text;
            weights[at] = vector.weights()[i];
        }
    }

    /** The dot products of a vector with those of all texts. */
    double[] products(Sparse vector, int count) {
        double[] products = new double[count];
        for (int i = 0; i < vector.features().length; i++) {
            int feature = vector.features()[i];
            for (int at = starts[feature]; at < ends[feature]; at++) {
                products[texts[at]] += (double) vector.weights()[i] * weights[at];
            }
        }
        return products;
    }
}

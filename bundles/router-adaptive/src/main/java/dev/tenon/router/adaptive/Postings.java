// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.io.IOException;

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

    private Postings(int[] starts, int[] ends, int[] texts, float[] weights) {
        this.starts = starts;
        this.ends = ends;
        this.texts = texts;
        this.weights = weights;
    }

    /** Reads what {@link #write} wrote, of so many features. */
    static Postings read(ArraysIn in, int features) throws IOException {
        Postings read = new Postings(in.ints(), in.ints(), in.ints(), in.floats());
        if (read.starts.length != features
                || read.ends.length != features
                || read.texts.length != read.weights.length) {
            throw new IOException("these are no postings of " + features + " features");
        }
        return read;
    }

    void write(ArraysOut out) {
        out.ints(starts);
        out.ints(ends);
        out.ints(texts);
        out.floats(weights);
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

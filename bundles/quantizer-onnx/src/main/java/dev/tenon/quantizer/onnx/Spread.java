// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import java.nio.FloatBuffer;

/** What values an activation had in the samples. */
final class Spread {
    /** How much a further sample counts in the moving average (as in ONNX Runtime's own tools). */
    private static final double MOVE = 0.01;

    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private double movingLeast;
    private double movingGreatest;
    private long mostElements;
    private boolean isSeen;

    /** Counts one sample. */
    void add(double sampleLeast, double sampleGreatest, long elements) {
        if (elements == 0 || !Double.isFinite(sampleLeast) || !Double.isFinite(sampleGreatest)) {
            return;
        }
        least = Math.min(least, sampleLeast);
        greatest = Math.max(greatest, sampleGreatest);
        movingLeast = isSeen ? movingLeast + MOVE * (sampleLeast - movingLeast) : sampleLeast;
        movingGreatest = isSeen ? movingGreatest + MOVE * (sampleGreatest - movingGreatest) : sampleGreatest;
        mostElements = Math.max(mostElements, elements);
        isSeen = true;
    }

    boolean isSeen() {
        return isSeen;
    }

    long mostElements() {
        return mostElements;
    }

    Range minMax() {
        return new Range(least, greatest);
    }

    Range movingAverage() {
        return new Range(movingLeast, movingGreatest);
    }

    Histogram histogram() {
        return new Histogram(Math.max(Math.abs(least), Math.abs(greatest)));
    }

    /**
     * The ends of what is represented.
     *
     * @param least finite
     * @param greatest finite, not less
     */
    record Range(double least, double greatest) {}

    /** How often values occur, in bins of equal width around zero. */
    static final class Histogram {
        /** Bins on either side of zero. */
        static final int HALF = 2_048;

        private final double reach;
        private final long[] counts = new long[2 * HALF];

        Histogram(double reach) {
            this.reach = reach == 0 ? 1 : reach;
        }

        void add(FloatBuffer values) {
            double factor = HALF / reach;
            while (values.hasRemaining()) {
                float value = values.get();
                if (Float.isFinite(value)) {
                    int bin = HALF + (int) Math.floor(value * factor);
                    counts[Math.max(0, Math.min(counts.length - 1, bin))]++;
                }
            }
        }

        double width() {
            return reach / HALF;
        }

        long[] counts() {
            return counts;
        }
    }
}

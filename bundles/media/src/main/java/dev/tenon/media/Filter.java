// SPDX-License-Identifier: Apache-2.0
package dev.tenon.media;

/**
 * Weights that resample one axis. Shrinking, a target pixel is the mean of the area that it covers, so that every source
 * pixel counts; enlarging, it is interpolated linearly. Beyond the edge the nearest pixel counts.
 */
final class Filter {
    private final int[] first;
    private final float[][] weights;

    /**
     * Computes the weights.
     *
     * @param length pixels of the source axis
     * @param from where the part that is used begins, in source pixels
     * @param span how long it is, in source pixels
     * @param target pixels wanted
     */
    Filter(int length, double from, double span, int target) {
        first = new int[target];
        weights = new float[target][];
        double scale = span / target;
        for (int i = 0; i < target; i++) {
            double begin = from + i * scale;
            if (scale > 1) {
                area(i, begin, begin + scale, length);
            } else {
                line(i, begin + scale / 2 - 0.5, length);
            }
        }
    }

    private void area(int target, double begin, double end, int length) {
        first[target] = within((int) Math.floor(begin), length);
        int last = within((int) Math.ceil(end) - 1, length);
        weights[target] = new float[last - first[target] + 1];
        for (int i = 0; i < weights[target].length; i++) {
            int pixel = first[target] + i;
            double covered = Math.min(end, pixel + 1) - Math.max(begin, pixel);
            weights[target][i] = (float) (covered / (end - begin));
        }
    }

    private void line(int target, double center, int length) {
        int left = (int) Math.floor(center);
        first[target] = within(left, length);
        if (within(left + 1, length) == first[target]) {
            weights[target] = new float[] {1};
        } else {
            float right = (float) (center - left);
            weights[target] = new float[] {1 - right, right};
        }
    }

    private static int within(int pixel, int length) {
        return Math.max(0, Math.min(length - 1, pixel));
    }

    /** The first source pixel that counts for a target pixel. */
    int first(int target) {
        return first[target];
    }

    /** How much each source pixel from {@link #first} on counts; they sum to 1. */
    float[] weights(int target) {
        return weights[target];
    }
}

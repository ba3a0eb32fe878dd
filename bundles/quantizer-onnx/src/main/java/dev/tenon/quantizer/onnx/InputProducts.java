// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import java.nio.FloatBuffer;

/**
 * The sum of the outer products of what a layer read: <i>H = Σ x·xᵀ</i>, which says how much an error of each weight, and of
 * each pair of them, costs (the Hessian of the layer's square error, but for a factor).
 */
final class InputProducts {
    /** Wider layers would take more memory and time than they are worth. */
    static final int MOST_INPUTS = 2_048;

    /** Enough rows for the widest. */
    private static final int MOST_ROWS = 8_192;

    private final int inputs;
    private final double[] sums;
    private int rows;

    InputProducts(int inputs) {
        this.inputs = inputs;
        this.sums = new double[inputs * inputs];
    }

    int inputs() {
        return inputs;
    }

    boolean isSeen() {
        return rows > 0;
    }

    /** Adds rows; those that have no number in them are left out. */
    void add(FloatBuffer values) {
        float[] row = new float[inputs];
        while (values.remaining() >= inputs && rows < MOST_ROWS) {
            values.get(row);
            if (isFinite(row)) {
                add(row);
                rows++;
            }
        }
    }

    /** Says whether all are numbers. */
    static boolean isFinite(float[] row) {
        for (float value : row) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private void add(float[] row) {
        for (int i = 0; i < inputs; i++) {
            double value = row[i];
            if (value != 0) {
                int at = i * inputs;
                for (int j = 0; j <= i; j++) {
                    sums[at + j] += value * row[j];
                }
            }
        }
    }

    /** Returns the sums, the upper triangle as the lower, row-major. */
    double[] symmetric() {
        double[] all = sums.clone();
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < i; j++) {
                all[j * inputs + i] = all[i * inputs + j];
            }
        }
        return all;
    }
}

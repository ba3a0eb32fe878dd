// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

/**
 * Rounds weights one input after the other, and lets the weights that are still to be rounded make up for each error, as
 * the inputs that were seen allow (Frantar et al., GPTQ: Accurate Post-Training Quantization for Generative Pre-trained
 * Transformers, ICLR 2023, algorithm 1). Stateless.
 */
final class Gptq {
    /** What is added to the diagonal, of its mean: inputs that always go together would leave nothing to divide by. */
    private static final double DAMPING = 0.01;

    /** What all layers of a model may take together: some minutes. */
    static final long MOST_WORK = 200_000_000_000L;

    private Gptq() {}

    /** Rounds weights of one output in blocks. */
    interface Rounding {
        /**
         * Chooses how a block is rounded, by what its weights are by now.
         *
         * @param weights all of them
         * @param from first of the block
         * @param length of the block
         * @return rounds one after the other
         */
        Rounded choose(float[] weights, int from, int length);
    }

    /** Rounds the weights of a block. */
    interface Rounded {
        /**
         * Rounds one.
         *
         * @param index in the block
         * @param weight what it is by now
         * @return what it becomes
         */
        float round(int index, float weight);
    }

    /** How much a layer takes, in multiplications; beyond {@link #MOST_WORK} for one that is too wide. */
    static long work(long outputs, long inputs) {
        return inputs <= InputProducts.MOST_INPUTS ? outputs * inputs * inputs : MOST_WORK + 1;
    }

    /**
     * Rounds all weights.
     *
     * @param weights outputs × inputs; changed on the way
     * @param products of the inputs
     * @param block how many inputs are rounded together
     * @param rounding rounds them, in their order
     */
    static void round(Weights weights, InputProducts products, int block, Rounding rounding) {
        int inputs = products.inputs();
        double[] factor = inverseFactor(products);
        for (int output = 0; output < weights.extent(0); output++) {
            round(weights.values(), output * inputs, inputs, factor, block, rounding);
        }
    }

    private static void round(float[] weights, int start, int inputs, double[] factor, int block, Rounding rounding) {
        for (int from = 0; from < inputs; from += block) {
            int length = Math.min(block, inputs - from);
            Rounded rounded = rounding.choose(weights, start + from, length);
            for (int i = from; i < from + length; i++) {
                float weight = weights[start + i];
                double error = (weight - rounded.round(i - from, weight)) / factor[i * inputs + i];
                for (int j = i + 1; j < inputs; j++) {
                    weights[start + j] -= (float) (error * factor[i * inputs + j]);
                }
            }
        }
    }

    /** Returns the upper triangular factor of the inverse of the products: <i>H⁻¹ = Uᵀ·U</i>. */
    private static double[] inverseFactor(InputProducts products) {
        int size = products.inputs();
        double[] matrix = products.symmetric();
        double mean = 0;
        for (int i = 0; i < size; i++) {
            mean += matrix[i * size + i] / size;
        }
        for (int i = 0; i < matrix.length && mean > 0; i++) {
            matrix[i] /= mean;
        }
        for (int i = 0; i < size; i++) {
            matrix[i * size + i] += mean > 0 ? DAMPING : 1;
        }
        double[] inverse = inverse(cholesky(matrix, size), size);
        return transposed(cholesky(inverse, size), size);
    }

    /** Returns the lower triangular factor: <i>A = L·Lᵀ</i>. */
    private static double[] cholesky(double[] matrix, int size) {
        double[] factor = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i * size + j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * size + k] * factor[j * size + k];
                }
                factor[i * size + j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / factor[j * size + j];
            }
        }
        return factor;
    }

    /** Returns the inverse of <i>L·Lᵀ</i>. */
    private static double[] inverse(double[] factor, int size) {
        double[] lower = new double[size * size]; // the inverse of L
        for (int column = 0; column < size; column++) {
            lower[column * size + column] = 1 / factor[column * size + column];
            for (int row = column + 1; row < size; row++) {
                double sum = 0;
                for (int k = column; k < row; k++) {
                    sum -= factor[row * size + k] * lower[k * size + column];
                }
                lower[row * size + column] = sum / factor[row * size + row];
            }
        }
        double[] inverse = new double[size * size];
        for (int k = 0; k < size; k++) {
            for (int i = 0; i <= k; i++) {
                double value = lower[k * size + i];
                for (int j = 0; j <= i; j++) {
                    inverse[i * size + j] += value * lower[k * size + j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                inverse[j * size + i] = inverse[i * size + j];
            }
        }
        return inverse;
    }

    private static double[] transposed(double[] matrix, int size) {
        double[] other = new double[matrix.length];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                other[j * size + i] = matrix[i * size + j];
            }
        }
        return other;
    }
}

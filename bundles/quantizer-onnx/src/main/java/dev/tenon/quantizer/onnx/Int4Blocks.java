// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

/**
 * Weights of 4 bits in blocks along the inputs, as ONNX Runtime's {@code MatMulNBits} wants them
 * (onnxruntime/docs/ContribOperators.md): for each output and block 16 bytes of two integers each, the first in the low
 * bits, a scale, and a zero point of 4 bits; {@code value = scale · (integer − zero point)}.
 *
 * @param packed outputs × blocks × {@value #BLOCK} ∕ 2
 * @param scales outputs × blocks
 * @param zeroPoints outputs × ⌈blocks ∕ 2⌉
 */
record Int4Blocks(byte[] packed, float[] scales, byte[] zeroPoints) {
    /** How many weights share a scale. */
    static final int BLOCK = 32;

    private static final int MOST = 15;

    /** What shares of a block's range are tried; cutting off its outermost weights can serve the others better. */
    private static final float[] SHARES = {1f, 0.95f, 0.9f, 0.85f, 0.8f, 0.75f, 0.7f};

    /**
     * Quantizes each weight by itself.
     *
     * @param weights outputs × inputs
     */
    static Int4Blocks of(Weights weights) {
        Int4Blocks result = empty(weights);
        int inputs = weights.extent(1);
        for (int from = 0; from < weights.values().length; from += inputs) {
            for (int block = 0; block < inputs; block += BLOCK) {
                int length = Math.min(BLOCK, inputs - block);
                Gptq.Rounded rounded = result.choose(weights.values(), inputs, from + block, length);
                for (int i = 0; i < length; i++) {
                    rounded.round(i, weights.values()[from + block + i]);
                }
            }
        }
        return result;
    }

    /**
     * Quantizes so that the layer's sums lose least ({@link Gptq}).
     *
     * @param weights outputs × inputs; changed on the way
     * @param products of the inputs
     */
    static Int4Blocks of(Weights weights, InputProducts products) {
        Int4Blocks result = empty(weights);
        int inputs = weights.extent(1);
        Gptq.round(weights, products, BLOCK, (values, from, length) -> result.choose(values, inputs, from, length));
        return result;
    }

    private static Int4Blocks empty(Weights weights) {
        int outputs = weights.extent(0);
        int blocks = blocks(weights.extent(1));
        return new Int4Blocks(
                new byte[Math.multiplyExact(outputs * blocks, BLOCK / 2)],
                new float[outputs * blocks],
                new byte[outputs * ((blocks + 1) / 2)]);
    }

    static int blocks(int inputs) {
        return (inputs + BLOCK - 1) / BLOCK;
    }

    private Gptq.Rounded choose(float[] weights, int inputs, int from, int length) {
        Grid grid = Grid.best(weights, from, length);
        int blocks = blocks(inputs);
        int output = from / inputs;
        int block = from % inputs / BLOCK;
        int at = output * blocks + block;
        scales[at] = grid.scale;
        int pair = output * ((blocks + 1) / 2) + block / 2;
        zeroPoints[pair] |= (byte) (grid.zeroPoint << (block % 2 * 4));
        for (int i = length; i < BLOCK; i++) { // what lies beyond the inputs is zero
            put(at, i, grid.zeroPoint);
        }
        return (index, weight) -> {
            int integer = grid.integer(weight);
            put(at, index, integer);
            return grid.scale * (integer - grid.zeroPoint);
        };
    }

    private void put(int block, int index, int integer) {
        packed[block * (BLOCK / 2) + index / 2] |= (byte) (integer << (index % 2 * 4));
    }

    /** The sixteen values that a block's weights can have. */
    private record Grid(float scale, int zeroPoint) {
        static Grid best(float[] values, int from, int length) {
            float least = 0;
            float greatest = 0;
            for (int i = from; i < from + length; i++) {
                least = Math.min(least, values[i]);
                greatest = Math.max(greatest, values[i]);
            }
            Grid best = of(least, greatest);
            double error = best.error(values, from, length);
            for (int i = 1; i < SHARES.length && error > 0; i++) {
                Grid other = of(least * SHARES[i], greatest * SHARES[i]);
                double otherError = other.error(values, from, length);
                if (otherError < error) {
                    best = other;
                    error = otherError;
                }
            }
            return best;
        }

        private static Grid of(float least, float greatest) {
            float scale = (greatest - least) / MOST;
            if (scale == 0) {
                return new Grid(1, 0);
            }
            return new Grid(scale, Math.max(0, Math.min(MOST, Math.round(-least / scale))));
        }

        private double error(float[] values, int from, int length) {
            double sum = 0;
            for (int i = from; i < from + length; i++) {
                double difference = values[i] - scale * (integer(values[i]) - zeroPoint);
                sum += difference * difference;
            }
            return sum;
        }

        private int integer(float value) {
            return (int) Math.max(0, Math.min(MOST, Math.rint(value / scale) + zeroPoint));
        }
    }
}

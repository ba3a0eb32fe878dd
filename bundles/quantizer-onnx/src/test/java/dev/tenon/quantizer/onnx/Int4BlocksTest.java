// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Int4BlocksTest {
    /** The formula of MatMulNBits, on its own. */
    static float[] dequantized(Int4Blocks blocks, int outputs, int inputs) {
        int count = (inputs + 31) / 32;
        float[] values = new float[outputs * inputs];
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                int block = input / 32;
                int at = (output * count + block) * 16 + input % 32 / 2;
                int integer = (blocks.packed()[at] & 0xFF) >> (input % 2 * 4) & 15;
                int zero = (blocks.zeroPoints()[output * ((count + 1) / 2) + block / 2] & 0xFF) >> (block % 2 * 4) & 15;
                values[output * inputs + input] = blocks.scales()[output * count + block] * (integer - zero);
            }
        }
        return values;
    }

    private static double error(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.pow(one[i] - other[i], 2);
        }
        return sum / one.length;
    }

    private static Weights random(int outputs, int inputs) {
        Random random = new Random(outputs * 31L + inputs);
        float[] values = new float[outputs * inputs];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Weights(values, new long[] {outputs, inputs});
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 64, 95, 96, 100})
    void givesTheWeightsBackNearly(int inputs) {
        Weights weights = random(5, inputs);
        Int4Blocks blocks = Int4Blocks.of(weights);
        // 16 steps over about 4 deviations: a step of a quarter has an error of 1/12 of its square
        assertThat(error(weights.values(), dequantized(blocks, 5, inputs))).isLessThan(0.012);
    }

    @Test
    void cuttingOffServesBetterThanExtremes() {
        Weights weights = random(64, 32);
        float[] values = weights.values();
        double plain = 0;
        for (int output = 0; output < 64; output++) {
            float least = 0;
            float greatest = 0;
            for (int i = output * 32; i < output * 32 + 32; i++) {
                least = Math.min(least, values[i]);
                greatest = Math.max(greatest, values[i]);
            }
            float scale = (greatest - least) / 15;
            int zero = Math.round(-least / scale);
            for (int i = output * 32; i < output * 32 + 32; i++) {
                double back = scale * (Math.max(0, Math.min(15, Math.rint(values[i] / scale) + zero)) - zero);
                plain += Math.pow(values[i] - back, 2);
            }
        }
        assertThat(error(values, dequantized(Int4Blocks.of(weights), 64, 32))).isLessThan(0.97 * plain / values.length);
    }

    @Test
    void zeroIsExact() {
        float[] values = new float[32];
        values[3] = 5;
        values[4] = -0.3f;
        float[] back = dequantized(Int4Blocks.of(new Weights(values, new long[] {1, 32})), 1, 32);
        assertThat(back[0]).isZero();
        assertThat(dequantized(Int4Blocks.of(new Weights(new float[32], new long[] {1, 32})), 1, 32))
                .containsOnly(0f);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GptqTest {
    private static final int OUTPUTS = 24;
    private static final int ROWS = 600;

    /** Inputs of which many go together, as those of real layers do. */
    private static float[] related(int inputs, Random random) {
        float[] rows = new float[ROWS * inputs];
        float[] mixing = new float[8 * inputs];
        for (int i = 0; i < mixing.length; i++) {
            mixing[i] = (float) random.nextGaussian();
        }
        for (int row = 0; row < ROWS; row++) {
            float[] causes = new float[8];
            for (int i = 0; i < causes.length; i++) {
                causes[i] = (float) random.nextGaussian();
            }
            for (int input = 0; input < inputs; input++) {
                float value = (float) (0.3 * random.nextGaussian());
                for (int i = 0; i < causes.length; i++) {
                    value += causes[i] * mixing[i * inputs + input];
                }
                rows[row * inputs + input] = value;
            }
        }
        return rows;
    }

    private static Weights weights(int inputs, Random random) {
        float[] values = new float[OUTPUTS * inputs];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Weights(values, new long[] {OUTPUTS, inputs});
    }

    private static double loss(float[] rows, float[] exact, float[] rounded, int inputs) {
        double loss = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int output = 0; output < OUTPUTS; output++) {
                double difference = 0;
                for (int i = 0; i < inputs; i++) {
                    difference += rows[row * inputs + i]
                            * (double) (exact[output * inputs + i] - rounded[output * inputs + i]);
                }
                loss += difference * difference;
            }
        }
        return loss;
    }

    @Test
    void sumsLoseLessThanWithEachWeightByItself() {
        for (int inputs : new int[] {32, 70, 96}) {
            Random random = new Random(inputs);
            float[] rows = related(inputs, random);
            Weights weights = weights(inputs, random);
            float[] exact = weights.values().clone();
            InputProducts products = new InputProducts(inputs);
            products.add(FloatBuffer.wrap(rows));
            float[] alone = Int4BlocksTest.dequantized(Int4Blocks.of(weights), OUTPUTS, inputs);
            float[] together = Int4BlocksTest.dequantized(Int4Blocks.of(weights, products), OUTPUTS, inputs);
            assertThat(loss(rows, exact, together, inputs))
                    .as(inputs + " inputs")
                    .isLessThan(0.4 * loss(rows, exact, alone, inputs));
        }
    }

    /** Where no input says anything of another, there is nothing to make up with. */
    @Test
    void isTheSameWhereInputsAreUnrelated() {
        InputProducts products = new InputProducts(64);
        for (int i = 0; i < 64; i++) {
            float[] row = new float[64];
            row[i] = 3;
            products.add(FloatBuffer.wrap(row));
        }
        Weights weights = weights(64, new Random(1));
        Int4Blocks alone = Int4Blocks.of(weights);
        Int4Blocks together = Int4Blocks.of(weights, products);
        assertThat(together.packed()).isEqualTo(alone.packed());
        assertThat(together.scales()).isEqualTo(alone.scales());
        assertThat(together.zeroPoints()).isEqualTo(alone.zeroPoints());
    }

    @Test
    void bearsInputsThatAreAlwaysZeroOrTheSame() {
        InputProducts products = new InputProducts(64);
        float[] row = new float[64];
        for (int i = 10; i < 64; i++) {
            row[i] = 1;
        }
        for (int i = 0; i < 100; i++) {
            products.add(FloatBuffer.wrap(row));
        }
        products.add(FloatBuffer.wrap(new float[] {Float.NaN}));
        Int4Blocks blocks = Int4Blocks.of(weights(64, new Random(2)), products);
        for (float value : Int4BlocksTest.dequantized(blocks, OUTPUTS, 64)) {
            assertThat(Math.abs(value)).isLessThan(20);
        }
    }
}

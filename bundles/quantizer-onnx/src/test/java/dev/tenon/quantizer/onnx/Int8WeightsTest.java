// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Int8WeightsTest {
    private static Weights random(long... shape) {
        int count = 1;
        for (long extent : shape) {
            count *= (int) extent;
        }
        Random random = new Random(3);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Weights(values, shape);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void isHalfAStepOffAtMost(int axis) {
        Weights weights = random(5, 7, 3);
        Int8Weights quantized = Int8Weights.perChannel(weights, axis, 127);
        Int8Weights.Layout layout = Int8Weights.Layout.of(weights.shape(), axis);
        assertThat(quantized.scales()).hasSize(weights.extent(axis));
        for (int i = 0; i < weights.values().length; i++) {
            float scale = quantized.scales()[layout.channel(i)];
            assertThat(quantized.values()[i] * scale).isCloseTo(weights.values()[i], within(scale / 2 + 1e-6f));
        }
    }

    @Test
    void eachChannelUsesAllIntegers() {
        Int8Weights quantized =
                Int8Weights.perChannel(new Weights(new float[] {1, -2, 100, 50}, new long[] {2, 2}), 0, 127);
        assertThat(quantized.values()).containsExactly(64, -127, 127, 64);
        assertThat(quantized.scales()).containsExactly(2 / 127f, 100 / 127f);
    }

    @Test
    void keepsToSevenBitsWhereSumsWouldOverflow() {
        for (byte value : Int8Weights.perChannel(random(4, 40), 0, 63).values()) {
            assertThat((int) value).isBetween(-63, 63);
        }
    }

    @Test
    void channelsOfZerosStayZeros() {
        Int8Weights quantized =
                Int8Weights.perChannel(new Weights(new float[] {0, 0, 1, 1}, new long[] {2, 2}), 0, 127);
        assertThat(quantized.values()).containsExactly(0, 0, 127, 127);
        assertThat(quantized.scales()[0]).isPositive();
    }

    @Test
    void aScaleIsNotBelowTheLeast() {
        Weights weights = new Weights(new float[] {1, 2}, new long[] {1, 2});
        assertThat(Int8Weights.perChannel(weights, 0, 127, new float[] {0.5f}).scales())
                .containsExactly(0.5f);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.quantizer.onnx.Spread.Histogram;
import dev.tenon.quantizer.onnx.Spread.Range;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RangesTest {
    private static final int COUNT = 1_000_000;

    /** A million values of a normal distribution, and one far away. */
    private static float[] withOutlier() {
        Random random = new Random(1);
        float[] values = new float[COUNT];
        for (int i = 1; i < COUNT; i++) {
            values[i] = (float) random.nextGaussian();
        }
        values[0] = 100;
        return values;
    }

    private static Histogram histogram(float[] values, double reach) {
        Histogram histogram = new Histogram(reach);
        histogram.add(FloatBuffer.wrap(values));
        return histogram;
    }

    @Test
    void percentileCutsOffWhatIsRare() {
        Range range = Ranges.percentile(histogram(withOutlier(), 100));
        assertThat(range.greatest()).isBetween(4.0, 5.5);
        assertThat(range.least()).isBetween(-5.5, -4.0);
    }

    @Test
    void entropyCutsOffAnOutlier() {
        Range range = Ranges.entropy(histogram(withOutlier(), 100), new Range(-5, 100));
        assertThat(range.greatest()).isLessThan(20);
        assertThat(range.least()).isEqualTo(-5);
    }

    @Test
    void entropyKeepsWhatIsEven() {
        float[] values = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = (float) i / COUNT;
        }
        assertThat(Ranges.entropy(histogram(values, 1), new Range(0, 1)).greatest())
                .isGreaterThan(0.95);
    }

    @Test
    void averagesMoveSlowly() {
        Spread spread = new Spread();
        spread.add(-1, 1, 10);
        for (int i = 0; i < 10; i++) {
            spread.add(-1, 101, 10);
        }
        assertThat(spread.minMax()).isEqualTo(new Range(-1, 101));
        assertThat(spread.movingAverage().greatest()).isCloseTo(1 + 100 * (1 - Math.pow(0.99, 10)), within(1e-6));
    }

    @Test
    void countsNothingThatIsNoNumber() {
        Spread spread = new Spread();
        spread.add(Double.NaN, 1, 10);
        spread.add(0, Double.POSITIVE_INFINITY, 10);
        spread.add(5, 5, 0);
        assertThat(spread.isSeen()).isFalse();
        Histogram histogram = histogram(new float[] {Float.NaN, 0.5f, Float.NEGATIVE_INFINITY}, 1);
        assertThat(java.util.Arrays.stream(histogram.counts()).sum()).isEqualTo(1);
    }

    @Test
    void zeroIsAnIntegerExactly() {
        for (boolean isSigned : new boolean[] {true, false}) {
            for (Range range : new Range[] {new Range(0.3, 2), new Range(-2, -0.3), new Range(-0.7, 1.9)}) {
                Affine affine = Affine.of(range, isSigned);
                int lowest = isSigned ? -128 : 0;
                assertThat(affine.zeroPoint()).isBetween(lowest, lowest + 255);
                double least = affine.scale() * (lowest - affine.zeroPoint());
                assertThat(least).isCloseTo(Math.min(0, range.least()), within(affine.scale() / 1.9));
            }
        }
        assertThat(Affine.of(new Range(0, 0), false).scale()).isPositive();
    }
}

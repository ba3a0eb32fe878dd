// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MetricTest {
    private static double[] shares(int count, double share) {
        double[] values = new double[count];
        Arrays.fill(values, 0, (int) Math.round(count * share), 1);
        return values;
    }

    /** Of a share p of n items the standard error is √(p(1−p)/n), and 95 % lie above 1.645 of them below. */
    @Test
    void theIntervalIsThatOfAShare() {
        double low = Metric.low(shares(2_000, 1), shares(2_000, 0.97));
        assertThat(low).isCloseTo(0.97 - 1.645 * Math.sqrt(0.97 * 0.03 / 2_000), within(0.001));
    }

    /** What both get wrong says nothing of the difference: pairs are drawn, not answers. */
    @Test
    void pairsAreDrawn() {
        double[] before = shares(1_000, 0.6);
        assertThat(Metric.low(before, before)).isEqualTo(1);
        double[] after = before.clone();
        for (int i = 0; i < 12; i++) {
            after[i] = 0;
        }
        assertThat(Metric.low(before, after)).isBetween(0.968, 0.98);
    }

    @Test
    void nothingIsKeptOfNothing() {
        assertThat(Metric.low(new double[10], shares(10, 1))).isZero();
        assertThat(Metric.low(new double[0], new double[0])).isZero();
    }

    /** Otherwise whatever a variant with one output says would be the same class. */
    @Test
    void oneValueIsAClassOrADecision() {
        assertThat(Metric.best(List.of(new float[] {0.7f}))).isEqualTo(1);
        assertThat(Metric.best(List.of(new float[] {0.3f}))).isZero();
        assertThat(Metric.best(List.of(new float[] {7}))).isEqualTo(7);
        assertThat(Metric.best(List.of(new float[] {Float.NaN}))).isEqualTo(-1);
    }

    @Test
    void fewItemsCannotShowMuch() {
        assertThat(Metric.most(10)).isCloseTo(0.741, within(0.001));
        assertThat(Metric.needed(0.98)).isEqualTo(149);
        assertThat(Metric.most(149)).isGreaterThanOrEqualTo(0.98);
        assertThat(Metric.most(148)).isLessThan(0.98);
        assertThat(Metric.most(0)).isZero();
    }

    @Test
    void whatIsNoNumberIsNeverBest() {
        assertThat(Metric.best(List.of(new float[] {Float.NaN, 1, 2, Float.NaN})))
                .isEqualTo(2);
        assertThat(Metric.best(List.of(new float[] {Float.NaN}))).isEqualTo(-1);
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        Random random = new Random(1);
        double[] before = random.doubles(500).toArray();
        double[] after = random.doubles(500).toArray();
        assertThat(Metric.low(before, after)).isEqualTo(Metric.low(before, after));
    }
}

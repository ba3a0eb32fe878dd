// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DriftTest {
    private static final double THRESHOLD = 0.25;

    private static List<Map<String, Tensor>> items(long seed, int count, int width, ToDoubleFunction<Random> value) {
        Random random = new Random(seed);
        List<Map<String, Tensor>> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = new float[width];
            for (int j = 0; j < width; j++) {
                values[j] = (float) value.applyAsDouble(random);
            }
            items.add(Map.of("x", Tensor.ofFloats(values, 1, width)));
        }
        return items;
    }

    private static Drift drift(List<Map<String, Tensor>> reference, List<Map<String, Tensor>> live) {
        return Drift.of(Fingerprint.of(reference), live, THRESHOLD).orElseThrow();
    }

    @Test
    void theSameDistributionIsNoDrift() {
        for (long seed = 0; seed < 8; seed++) {
            Drift wide = drift(
                    items(seed, 128, 100, Random::nextGaussian), items(seed + 100, 512, 100, Random::nextGaussian));
            assertThat(wide.isNoticed()).as("%s", wide).isFalse();
            assertThat(wide.index()).isLessThan(0.1);
        }
    }

    /** Items of one value each, and few: by the threshold alone a third of these looks would be an alarm. */
    @Test
    void fewItemsRaiseNoAlarm() {
        int beyond = 0;
        int alarms = 0;
        for (long seed = 0; seed < 300; seed++) {
            Drift drift =
                    drift(items(seed, 40, 1, Random::nextGaussian), items(seed + 1_000, 64, 1, Random::nextGaussian));
            beyond += drift.index() > THRESHOLD ? 1 : 0;
            alarms += drift.isNoticed() ? 1 : 0;
        }
        assertThat(beyond).isGreaterThan(100);
        assertThat(alarms).isLessThanOrEqualTo(3);
    }

    @Test
    void shiftedAndWidenedDataAreDrift() {
        List<Map<String, Tensor>> reference = items(1, 128, 100, Random::nextGaussian);
        Drift louder = drift(reference, items(2, 512, 100, random -> 2 * random.nextGaussian()));
        assertThat(louder.isNoticed()).as("%s", louder).isTrue();
        Drift moved = drift(reference, items(3, 512, 100, random -> 1 + random.nextGaussian()));
        assertThat(moved.isNoticed()).as("%s", moved).isTrue();
        assertThat(moved.input()).isEqualTo("x");
    }

    @Test
    void countsWhatLiesOutsideTheCalibratedRange() {
        List<Map<String, Tensor>> reference = items(1, 128, 100, Random::nextDouble);
        Drift drift = drift(reference, items(2, 512, 100, random -> 1.25 * random.nextDouble()));
        assertThat(drift.outside()).isCloseTo(0.2, within(0.02));
        assertThat(drift.isNoticed()).as("%s", drift).isTrue();
    }

    /** Pictures are mostly black: one value takes most bins. */
    @Test
    void manyEqualValuesAreFine() {
        ToDoubleFunction<Random> mostlyBlack = random -> random.nextInt(5) > 0 ? 0 : random.nextDouble();
        List<Map<String, Tensor>> reference = items(1, 128, 100, mostlyBlack);
        assertThat(drift(reference, items(2, 512, 100, mostlyBlack)).isNoticed())
                .isFalse();
        assertThat(drift(reference, items(3, 512, 100, random -> 1 - mostlyBlack.applyAsDouble(random)))
                        .isNoticed())
                .isTrue();
        List<Map<String, Tensor>> constant = items(1, 128, 100, random -> 0);
        assertThat(drift(constant, constant).index()).isZero();
    }

    @Test
    void tokensAreNotCompared() {
        Tensor tokens = Tensor.allocate(ElementType.INT64, Shape.of(1, 4));
        Fingerprint fingerprint = Fingerprint.of(List.of(Map.of("input_ids", tokens)));
        assertThat(fingerprint.inputs()).isEmpty();
        assertThat(Drift.of(fingerprint, List.of(Map.of("input_ids", tokens)), THRESHOLD))
                .isEmpty();
    }

    @Test
    void whatWasWrittenIsRead(@TempDir Path folder) throws Exception {
        Fingerprint fingerprint = Fingerprint.of(items(1, 128, 2_000, Random::nextGaussian));
        fingerprint.write(folder.resolve("f.json"));
        assertThat(Fingerprint.read(folder.resolve("f.json"))).isEqualTo(fingerprint);
        assertThat(fingerprint.items()).isEqualTo(128);
        assertThat(fingerprint.inputs().get("x").edges()).hasSize(9);
    }

    /** Against the table for 99.9 %; the approximation is a little above it. */
    @Test
    void knowsTheDistribution() {
        assertThat(Drift.chiSquared(9)).isCloseTo(27.877, within(0.25));
        assertThat(Drift.chiSquared(12)).isCloseTo(32.909, within(0.25));
    }

    @Test
    void looksAtSoManyValuesAndNoMore() {
        Map<String, Tensor> item = items(1, 1, 1_024, Random::nextGaussian).get(0);
        Fingerprint.Seen seen =
                Fingerprint.see(Collections.nCopies(1_200, item)).get("x");
        assertThat(seen.items()).isEqualTo(1_200);
        assertThat(seen.sorted()).hasSize(1_000_000);
    }

    /** Bonferroni: ten inputs raise no more false alarms than one. */
    @Test
    void manyInputsRaiseTheLimit() {
        assertThat(Drift.chiSquared(9, 0.0001)).isCloseTo(33.72, within(0.5));
    }
}

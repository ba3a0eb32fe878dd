// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.runtime.InputRecipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HalfFloatsTest {
    private static float wide(ElementType type, short raw) {
        Tensor tensor = Tensor.allocate(type, Shape.of(1));
        tensor.data().putShort(raw);
        return tensor.toFloats()[0];
    }

    @Test
    void everyHalfComesBackAsItWas() {
        List<Integer> others = new ArrayList<>();
        for (int raw = 0; raw < 1 << 16; raw++) {
            float half = wide(ElementType.FLOAT16, (short) raw);
            float brain = wide(ElementType.BFLOAT16, (short) raw);
            boolean isSame = (Float.isNaN(half) || HalfFloats.half(half) == (short) raw)
                    && (Float.isNaN(brain) || HalfFloats.brain(brain) == (short) raw);
            if (!isSame) {
                others.add(raw);
            }
        }
        assertThat(others).isEmpty();
    }

    @Test
    void roundsToTheNearestAndTiesToEven() {
        assertThat(HalfFloats.half(1 + 0x1p-11f)).as("halfway, even below").isEqualTo((short) 0x3c00);
        assertThat(HalfFloats.half(1 + 0x3p-11f)).as("halfway, even above").isEqualTo((short) 0x3c02);
        assertThat(HalfFloats.half(Math.nextUp(1 + 0x1p-11f))).isEqualTo((short) 0x3c01);
        assertThat(HalfFloats.half(0x1p-25f)).isEqualTo((short) 0);
        assertThat(HalfFloats.half(Math.nextUp(0x1p-25f))).isEqualTo((short) 1);
        assertThat(HalfFloats.half(65519.996f)).isEqualTo((short) 0x7bff);
        assertThat(HalfFloats.half(-65520)).isEqualTo((short) 0xfc00);
        assertThat(wide(ElementType.FLOAT16, HalfFloats.half(Float.NaN))).isNaN();
        assertThat(wide(ElementType.BFLOAT16, HalfFloats.brain(Float.NaN))).isNaN();
        assertThat(HalfFloats.brain(1 + 0x1p-8f)).isEqualTo((short) 0x3f80);
        assertThat(HalfFloats.brain(1 + 0x3p-8f)).isEqualTo((short) 0x3f82);
    }

    @Test
    void inputsOfHalfFloatsAreGenerated() {
        for (ElementType type : List.of(ElementType.FLOAT16, ElementType.BFLOAT16, ElementType.FLOAT32)) {
            GeneratedSet set =
                    new GeneratedSet(List.of(new TensorSpec("x", type, Shape.of(Shape.ANY, 2_000))), InputRecipe.NONE);
            float[] values = set.inputs(0).get("x").toFloats();
            double sum = 0;
            double squares = 0;
            for (float value : values) {
                sum += value;
                squares += value * value;
            }
            assertThat(sum / values.length).as("mean of " + type).isBetween(-0.1, 0.1);
            assertThat(squares / values.length).as("variance of " + type).isBetween(0.9, 1.1);
        }
    }
}

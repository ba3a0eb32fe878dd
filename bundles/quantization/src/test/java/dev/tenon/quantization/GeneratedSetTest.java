// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.runtime.InputRecipe;
import dev.tenon.runtime.InputRecipe.Generator;
import dev.tenon.runtime.InputRecipe.Kind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneratedSetTest {
    private static Tensor made(ElementType type, Shape shape, Generator generator) {
        InputRecipe recipe = new InputRecipe("", Map.of("x", generator));
        return new GeneratedSet(List.of(new TensorSpec("x", type, shape)), recipe)
                .inputs(3)
                .get("x");
    }

    @Test
    void drawsAsTheRecipeSaysWithItsExtents() {
        Tensor normal = made(
                ElementType.FLOAT32,
                Shape.of(Shape.ANY, Shape.ANY),
                new Generator(Kind.NORMAL, 10, 0.5, List.of(1L, 5_000L)));
        assertThat(normal.shape()).isEqualTo(Shape.of(1, 5_000));
        double mean = 0;
        for (float value : normal.toFloats()) {
            mean += value / 5_000;
            assertThat(value).isBetween(7f, 13f);
        }
        assertThat(mean).isCloseTo(10, within(0.05));
        Tensor uniform = made(ElementType.FLOAT32, Shape.of(1, 5_000), new Generator(Kind.UNIFORM, -1, 3, List.of()));
        for (float value : uniform.toFloats()) {
            assertThat(value).isBetween(-1f, 3f);
        }
    }

    @Test
    void makesWholeNumbersOfBothEnds() {
        Tensor bytes = made(ElementType.INT32, Shape.of(1, 2_000), new Generator(Kind.UNIFORM, 0, 2, List.of()));
        ByteBuffer data = bytes.data();
        int[] counts = new int[3];
        while (data.hasRemaining()) {
            counts[data.getInt()]++;
        }
        for (int count : counts) {
            assertThat(count).isGreaterThan(500);
        }
        Tensor rate = made(ElementType.INT64, Shape.of(), new Generator(Kind.CONSTANT, 16_000, 0, List.of()));
        assertThat(rate.data().getLong()).isEqualTo(16_000);
    }

    @Test
    void keepsTheExtentsThatTheModelGives() {
        assertThat(made(
                                ElementType.FLOAT32,
                                Shape.of(2, Shape.ANY, 128),
                                new Generator(Kind.CONSTANT, 0, 0, List.of(7L, 3L, 9L)))
                        .shape())
                .isEqualTo(Shape.of(2, 3, 128));
        assertThat(made(ElementType.FLOAT32, Shape.of(Shape.ANY, 4), new Generator(Kind.CONSTANT, 0, 0, List.of(2L)))
                        .shape())
                .as("extents of another rank are passed over")
                .isEqualTo(Shape.of(1, 4));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void aScalarHasNoDimensionAndOneElement() {
        assertThat(Shape.of().rank()).isZero();
        assertThat(Shape.of().elementCount()).isEqualTo(1);
        assertThat(Shape.of()).hasToString("[]");
    }

    @Test
    void countsElements() {
        assertThat(Shape.of(2, 3, 4).elementCount()).isEqualTo(24);
        assertThat(Shape.of(2, 0, 4).elementCount()).isZero();
    }

    @Test
    void refusesExtentsBelowAny() {
        assertThatThrownBy(() -> Shape.of(2, -2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOpenShapeHasNoCount() {
        Shape open = Shape.of(Shape.ANY, 3);
        assertThat(open.isFixed()).isFalse();
        assertThat(open).hasToString("[?x3]");
        assertThatThrownBy(open::elementCount).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void neverOverflowsSilently() {
        assertThatThrownBy(() -> Shape.of(Long.MAX_VALUE, 2).elementCount()).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void acceptsWhatFitsItsOpenDimensions() {
        Shape wanted = Shape.of(Shape.ANY, 3);
        assertThat(wanted.accepts(Shape.of(7, 3))).isTrue();
        assertThat(wanted.accepts(Shape.of(7, 4))).isFalse();
        assertThat(wanted.accepts(Shape.of(7, 3, 1))).isFalse();
        assertThat(Shape.of(300).accepts(Shape.of(300))).isTrue();
    }

    @Test
    void keepsACopy() {
        List<Long> extents = new ArrayList<>(List.of(1L, 2L));
        Shape shape = new Shape(extents);
        extents.set(0, 9L);
        shape.toArray()[0] = 9;
        assertThat(shape).isEqualTo(Shape.of(1, 2));
    }
}

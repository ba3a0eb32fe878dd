// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {
    @Test
    void sharesItsMemory() {
        Tensor tensor = Tensor.ofFloats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        tensor.floats().put(0, 42);
        assertThat(tensor.toFloats()).containsExactly(42, 2, 3, 4, 5, 6);
        assertThat(tensor).hasToString("FLOAT32[2x3]");
    }

    @Test
    void readersDoNotMoveEachOthersPosition() {
        Tensor tensor = Tensor.ofFloats(new float[] {1, 2}, 2);
        tensor.data().getFloat();
        assertThat(tensor.data().position()).isZero();
        assertThat(tensor.data().order()).isEqualTo(ByteOrder.nativeOrder());
    }

    @Test
    void takesOnlyWhatRemainsOfTheBuffer() {
        ByteBuffer memory = ByteBuffer.allocateDirect(12).order(ByteOrder.nativeOrder());
        memory.putFloat(4, 7).position(4).limit(8);
        Tensor tensor = new Tensor(ElementType.FLOAT32, Shape.of(1), memory);
        assertThat(tensor.toFloats()).containsExactly(7);
        assertThat(memory.position()).isEqualTo(4);
    }

    @Test
    void refusesMemoryThatDoesNotFit() {
        ByteBuffer direct = ByteBuffer.allocateDirect(8);
        ByteBuffer heap = ByteBuffer.allocate(8);
        assertThatThrownBy(() -> new Tensor(ElementType.FLOAT32, Shape.of(3), direct))
                .hasMessageContaining("12 bytes");
        assertThatThrownBy(() -> new Tensor(ElementType.FLOAT32, Shape.of(2), heap))
                .hasMessageContaining("direct");
        assertThatThrownBy(() -> new Tensor(ElementType.FLOAT32, Shape.of(Shape.ANY), direct))
                .hasMessageContaining("fixed");
        assertThatThrownBy(() -> Tensor.ofFloats(new float[3], 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensor.allocate(ElementType.INT64, Shape.of(1L << 30)))
                .hasMessageContaining("more than one buffer");
        assertThatThrownBy(() -> Tensor.allocate(ElementType.INT8, Shape.of(Shape.ANY)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tensor.allocate(ElementType.INT8, Shape.of(1)).floats())
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void allocatesZerosOfEachType(ElementType type) {
        Tensor tensor = Tensor.allocate(type, Shape.of(2, 2));
        assertThat(tensor.data().remaining()).isEqualTo(4 * type.bytes());
        assertThat(tensor.toFloats()).containsExactly(0, 0, 0, 0);
    }

    @ParameterizedTest(name = "{0} as half is {1}")
    @CsvSource({
        "0x0000, 0.0",
        "0x8000, -0.0",
        "0x3c00, 1.0",
        "0xc000, -2.0",
        "0x3555, 0.33325195",
        "0x7bff, 65504.0",
        "0x0001, 5.9604645E-8",
        "0x03ff, 6.097555E-5",
        "0x0400, 6.1035156E-5",
        "0x8001, -5.9604645E-8",
        "0x7c00, Infinity",
        "0xfc00, -Infinity",
        "0x7e00, NaN"
    })
    void widensHalfPrecisionExactly(String bits, float expected) {
        Tensor tensor = Tensor.allocate(ElementType.FLOAT16, Shape.of(1));
        tensor.data().putShort((short) Integer.decode(bits).intValue());
        assertThat(Float.floatToIntBits(tensor.toFloats()[0])).isEqualTo(Float.floatToIntBits(expected));
    }

    @Test
    void readsUnsignedAndBrainFloats() {
        Tensor bytes = Tensor.allocate(ElementType.UINT8, Shape.of(1));
        bytes.data().put((byte) 200);
        assertThat(bytes.toFloats()).containsExactly(200);
        Tensor shorts = Tensor.allocate(ElementType.UINT16, Shape.of(1));
        shorts.data().putShort((short) 60_000);
        assertThat(shorts.toFloats()).containsExactly(60_000);
        Tensor brain = Tensor.allocate(ElementType.BFLOAT16, Shape.of(2));
        brain.data().putShort((short) 0x3f80).putShort((short) 0xc000);
        assertThat(brain.toFloats()).containsExactly(1, -2);
        Tensor doubles = Tensor.allocate(ElementType.FLOAT64, Shape.of(1));
        doubles.data().putDouble(0.5);
        assertThat(doubles.toFloats()).containsExactly(0.5f);
    }

    @Test
    void aSpecAcceptsTypeAndShape() {
        TensorSpec spec = new TensorSpec("x", ElementType.FLOAT32, Shape.of(Shape.ANY, 2));
        assertThat(spec.accepts(Tensor.ofFloats(new float[4], 2, 2))).isTrue();
        assertThat(spec.accepts(Tensor.allocate(ElementType.INT32, Shape.of(2, 2))))
                .isFalse();
        assertThat(spec.accepts(Tensor.ofFloats(new float[3], 1, 3))).isFalse();
        assertThatThrownBy(() -> new TensorSpec("", ElementType.FLOAT32, Shape.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NumpyArrayTest {
    private static final byte[] SIX = {
        0,
        0,
        0,
        0,
        0,
        0,
        (byte) 0x80,
        0x3F,
        0,
        0,
        0,
        0x40,
        0,
        0,
        0x40,
        0x40,
        0,
        0,
        (byte) 0x80,
        0x40,
        0,
        0,
        (byte) 0xA0,
        0x40
    };

    @Test
    void readsWhatNumpyWrites() {
        byte[] values = new byte[24];
        for (int i = 0; i < 6; i++) {
            int bits = Float.floatToIntBits(i);
            for (int j = 0; j < 4; j++) {
                values[4 * i + j] = (byte) (bits >> 8 * j);
            }
        }
        NumpyArray array = NumpyArray.read("a", QuantizeTaskTest.npy("<f4", "(2, 3)", values));
        assertThat(array.items()).isEqualTo(2);
        assertThat(array.item(1, false).shape()).isEqualTo(Shape.of(3));
        assertThat(array.item(1, false).toFloats()).containsExactly(3, 4, 5);
        assertThat(array.item(0, true).shape()).isEqualTo(Shape.of(1, 3));
        assertThat(array.item(0, true).toFloats()).containsExactly(0, 1, 2);
    }

    @Test
    void readsLabels() {
        NumpyArray labels =
                NumpyArray.read("labels", QuantizeTaskTest.npy("<i2", "(3,)", new byte[] {1, 0, 2, 1, -1, -1}));
        assertThat(labels.type()).isEqualTo(ElementType.INT16);
        assertThat(labels.integer(0)).isEqualTo(1);
        assertThat(labels.integer(1)).isEqualTo(258);
        assertThat(labels.integer(2)).isEqualTo(-1);
    }

    @Test
    void saysWhatIsWrong() {
        byte[] whole = QuantizeTaskTest.npy("<f4", "(2, 3)", SIX);
        assertThatThrownBy(() -> NumpyArray.read("a", Arrays.copyOf(whole, whole.length - 1)))
                .hasMessageContaining("cut or damaged");
        assertThatThrownBy(() -> NumpyArray.read("a", Arrays.copyOf(whole, 20))).hasMessageContaining("cut or damaged");
        assertThatThrownBy(() -> NumpyArray.read("a", new byte[3])).hasMessageContaining("no array of NumPy");
        assertThatThrownBy(() -> NumpyArray.read("a", QuantizeTaskTest.npy(">f4", "(2, 3)", SIX)))
                .hasMessageContaining(">f4")
                .hasMessageContaining("little-endian");
        assertThatThrownBy(() -> NumpyArray.read("a", QuantizeTaskTest.npy("<U4", "(2, 3)", SIX)))
                .hasMessageContaining("<U4");
        assertThatThrownBy(() -> NumpyArray.read("a", QuantizeTaskTest.npy("<f4", "(7, 99999999999)", SIX)))
                .isInstanceOf(DataRefusedException.class);
    }

    @Test
    void refusesShapesThatNoFileHas() {
        for (String shape : List.of(
                "(99999999999999999999,)",
                "(4294967296, 4294967296)",
                "(4294967296, 0)",
                "(2147483647, 2147483647, 2147483647)",
                "(2147483647, 2147483647, 0)",
                "(1L2, 3 4)",
                "(-2, -3)")) {
            assertThatThrownBy(() -> NumpyArray.read("a", QuantizeTaskTest.npy("<f4", shape, SIX)))
                    .as(shape)
                    .isInstanceOf(DataRefusedException.class)
                    .hasMessageContaining("shape");
        }
    }

    @Test
    void refusesLabelsThatAreNoIndex() {
        byte[] values = {0, 0, 0, (byte) 0x80, 0, 0, 0, 0};
        NumpyArray labels = NumpyArray.read("labels", QuantizeTaskTest.npy("<i8", "(1,)", values));
        assertThatThrownBy(() -> labels.integer(0))
                .isInstanceOf(DataRefusedException.class)
                .hasMessageContaining("2147483648");
        NumpyArray floats = NumpyArray.read("labels", QuantizeTaskTest.npy("<f4", "(2, 3)", SIX));
        assertThatThrownBy(() -> floats.integer(0)).isInstanceOf(DataRefusedException.class);
    }

    /** The description is the header's last word, so that the search for it ends at the header's end. */
    @Test
    void namesATypeAtTheEndOfTheHeader() {
        assertThatThrownBy(() -> NumpyArray.read("a", header("{'shape': (6,), 'descr': '<U4'")))
                .hasMessageContaining("the type <U4");
        assertThatThrownBy(() -> NumpyArray.read("a", header("{'shape': (6,)}")))
                .hasMessageContaining("the type ?");
    }

    private static byte[] header(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length(), 0});
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NumpySetTest {
    private static final List<TensorSpec> INPUTS =
            List.of(new TensorSpec("x", ElementType.FLOAT32, Shape.of(Shape.ANY, 2)));

    @TempDir
    Path folder;

    private Path set(String labels, int count) throws IOException {
        Path file = folder.resolve("set.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            QuantizeTaskTest.entry(zip, "x.npy", QuantizeTaskTest.npy("<f4", "(3, 2)", new byte[24]));
            QuantizeTaskTest.entry(zip, "labels.npy", QuantizeTaskTest.npy("|u1", labels, new byte[count]));
        }
        return file;
    }

    @Test
    void takesOneLabelForEachItem() throws Exception {
        assertThat(NumpySet.read(set("(3,)", 3), INPUTS).label(2)).hasValue(0);
        assertThat(NumpySet.read(set("(3, 1)", 3), INPUTS).isLabelled()).isTrue();
        for (String shape : List.of("(3, 10)", "(2,)", "(3, 0)", "()")) {
            int count = shape.contains("10") ? 30 : shape.contains("0") ? 0 : shape.contains("2") ? 2 : 1;
            Path file = set(shape, count);
            assertThatThrownBy(() -> NumpySet.read(file, INPUTS))
                    .as(shape)
                    .isInstanceOf(DataRefusedException.class)
                    .hasMessageContaining("labels are one index for each item, not");
        }
    }

    /** The sizes of the central directory are what is believed before an entry is read. */
    @Test
    void refusesEntriesOfAnotherLengthThanTheySay() throws Exception {
        for (int more : new int[] {-1, 1}) {
            Path file = set("(3,)", 3);
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int entry = 0;
            while (zip.getInt(entry) != 0x02014b50) {
                entry++;
            }
            zip.putInt(entry + 24, zip.getInt(entry + 24) + more);
            Files.write(file, bytes);
            assertThatThrownBy(() -> NumpySet.read(file, INPUTS))
                    .isInstanceOf(DataRefusedException.class)
                    .hasMessageContaining("damaged")
                    .hasMessageContaining("numpy.savez");
        }
    }
}

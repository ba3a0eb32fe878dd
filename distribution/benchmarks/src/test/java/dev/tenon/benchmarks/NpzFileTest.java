// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {
    @TempDir
    Path folder;

    private ItemSet set() {
        ItemSet set = new ItemSet(3);
        for (int item = 0; item < 3; item++) {
            set.floats("x", item, new float[] {item, item + 0.5f}, 1, 2);
            set.halves("h", item, new float[] {item / 3f});
            set.integers("i", item, new int[] {-item, 7, 1 << 20}, 3);
            set.longs("sr", item, new long[] {16_000});
            set.label(item, 2 - item);
        }
        return set;
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path file = folder.resolve("set.npz");
        set().write(file);
        Map<String, NpzFile.Array> read = NpzFile.read(file);
        assertThat(read.keySet()).containsExactly("x", "h", "i", "sr", "labels");
        assertThat(read.get("x").shape()).containsExactly(3, 1, 2);
        assertThat(read.get("x").itemShape()).containsExactly(1, 2);
        assertThat(read.get("x").item(2).getFloat(4)).isEqualTo(2.5f);
        assertThat(read.get("i").item(1).getInt(0)).isEqualTo(-1);
        assertThat(read.get("i").item(1).getInt(8)).isEqualTo(1 << 20);
        assertThat(read.get("sr").shape()).containsExactly(3);
        assertThat(read.get("labels").item(2).getLong(0)).isZero();
    }

    @Test
    void theSameSetIsTheSameFile() throws IOException {
        Path one = folder.resolve("one.npz");
        Path other = folder.resolve("other.npz");
        set().write(one);
        set().write(other);
        assertThat(other).hasSameBinaryContentAs(one);
    }

    @Test
    void numpyReadsIt() throws Exception {
        Path file = folder.resolve("set.npz");
        set().write(file);
        Process python;
        try {
            python = new ProcessBuilder(
                            "python3",
                            "-c",
                            "import sys, numpy\n"
                                    + "z = numpy.load(sys.argv[1])\n"
                                    + "print([(n, z[n].dtype.name, z[n].shape) for n in z.files], z['x'].tolist(),"
                                    + " z['h'].tolist(), z['labels'].tolist())",
                            file.toString())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "no python3: " + e.getMessage());
            return;
        }
        String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(python.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = python.waitFor();
        assumeTrue(!err.contains("ModuleNotFoundError"), "no numpy: " + err);
        assertThat(status).as(err).isZero();
        assertThat(out.strip())
                .isEqualTo("[('x', 'float32', (3, 1, 2)), ('h', 'float16', (3,)), ('i', 'int32', (3, 3)),"
                        + " ('sr', 'int64', (3,)), ('labels', 'int64', (3,))] [[[0.0, 0.5]], [[1.0, 1.5]], [[2.0, 2.5]]]"
                        + " [0.0, 0.333251953125, 0.66650390625] [2, 1, 0]");
    }

    @Test
    void refusesWhatIsCut() throws IOException {
        Path file = folder.resolve("set.npz");
        NpzFile.Array array = set().arrays().get("x");
        assertThatThrownBy(() ->
                        NpzFile.write(file, Map.of("x", new NpzFile.Array("<f4", new long[] {3, 1, 3}, array.data()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[3, 1, 3]");
        Files.write(file, new byte[10]);
        assertThatThrownBy(() -> NpzFile.read(file)).isInstanceOf(IOException.class);
    }

    @Test
    void halvesAreTheNearest() {
        assertThat(ItemSet.half(0)).isZero();
        assertThat(ItemSet.half(1)).isEqualTo((short) 0x3c00);
        assertThat(ItemSet.half(-2)).isEqualTo((short) 0xc000);
        assertThat(ItemSet.half(0.1f)).isEqualTo((short) 0x2e66);
        assertThat(ItemSet.half(65_504)).isEqualTo((short) 0x7bff);
        assertThat(ItemSet.half(65_520)).isEqualTo((short) 0x7c00);
        assertThat(ItemSet.half(0x1p-24f)).isEqualTo((short) 1);
        assertThat(ItemSet.half(0x1p-14f)).isEqualTo((short) 0x0400);
        // Half way between two: the even one.
        assertThat(ItemSet.half(1 + 0x1p-11f)).isEqualTo((short) 0x3c00);
        assertThat(ItemSet.half(1 + 3 * 0x1p-11f)).isEqualTo((short) 0x3c02);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls are written as {@code --eval} reads them. */
final class CallInputsTest {
    private static final List<TensorSpec> TEXT = List.of(
            new TensorSpec("ids", ElementType.INT64, Shape.of(Shape.ANY, Shape.ANY)),
            new TensorSpec("mask", ElementType.INT64, Shape.of(Shape.ANY, Shape.ANY)));

    @TempDir
    Path folder;

    private static Tensor counting(ElementType type, long... extents) {
        Tensor tensor = Tensor.allocate(type, Shape.of(extents));
        for (int i = 0; i < tensor.data().remaining(); i++) {
            tensor.data().put(i, (byte) (i % 3 == 0 ? i : 0));
        }
        return tensor;
    }

    private void write(String name, List<TensorSpec> specs, Map<String, Tensor> call) throws IOException {
        assertThat(CallInputs.fits(specs, call)).isTrue();
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            CallInputs.of(specs, call).write(out);
        }
    }

    private static void isSame(Tensor found, Tensor expected) {
        assertThat(found.type()).isEqualTo(expected.type());
        assertThat(found.shape()).isEqualTo(expected.shape());
        assertThat(found.data()).isEqualTo(expected.data());
    }

    @Test
    void aCallOfEveryTypeComesBackAsItWas() throws Exception {
        for (ElementType type : ElementType.values()) {
            if (type == ElementType.BFLOAT16) {
                continue;
            }
            List<TensorSpec> specs = List.of(
                    new TensorSpec("a/b", type, Shape.of(1, 3, Shape.ANY)),
                    new TensorSpec("state", type, Shape.of(2, 1, 4)),
                    new TensorSpec("rate", type, Shape.of()));
            Map<String, Tensor> call = new LinkedHashMap<>();
            call.put("a/b", counting(type, 1, 3, 5));
            call.put("state", counting(type, 2, 1, 4));
            call.put("rate", counting(type));
            write("call.npz", specs, call);
            Map<String, Tensor> found =
                    NumpySet.read(folder.resolve("call.npz"), specs).inputs(0);
            call.forEach((name, tensor) -> isSame(found.get(name), tensor));
        }
    }

    @Test
    void aFolderHoldsCallsOfDifferentShapesAndBatches() throws Exception {
        write(
                "1.npz",
                TEXT,
                Map.of("ids", counting(ElementType.INT64, 1, 7), "mask", counting(ElementType.INT64, 1, 7)));
        write(
                "2.npz",
                TEXT,
                Map.of("ids", counting(ElementType.INT64, 3, 2), "mask", counting(ElementType.INT64, 3, 2)));
        write(
                "3.npz",
                TEXT,
                Map.of("ids", counting(ElementType.INT64, 1, 4), "mask", counting(ElementType.INT64, 1, 4)));
        Files.writeString(folder.resolve("state.json"), "{}");
        NumpySets set = NumpySets.read(folder, TEXT);
        assertThat(set.size()).isEqualTo(5);
        assertThat(set.isLabelled()).isFalse();
        isSame(set.inputs(0).get("ids"), counting(ElementType.INT64, 1, 7));
        assertThat(set.inputs(1).get("ids").shape()).isEqualTo(Shape.of(1, 2));
        assertThat(set.inputs(3).get("ids").shape()).isEqualTo(Shape.of(1, 2));
        isSame(set.inputs(4).get("mask"), counting(ElementType.INT64, 1, 4));
        assertThat(set.label(4)).isEmpty();
        Files.writeString(folder.resolve("4.npz"), "no zip");
        assertThatThrownBy(() -> NumpySets.read(folder, TEXT))
                .isInstanceOf(DataRefusedException.class)
                .hasMessageContaining("4.npz");
    }

    @Test
    void whatCannotBeWrittenAsItemsIsLeft() {
        Tensor one = counting(ElementType.INT64, 1, 7);
        Tensor three = counting(ElementType.INT64, 3, 7);
        assertThat(CallInputs.fits(TEXT, Map.of("ids", one, "mask", three))).isFalse();
        assertThat(CallInputs.fits(TEXT, Map.of("ids", one))).isFalse();
        assertThat(CallInputs.fits(TEXT, Map.of("ids", one, "mask", counting(ElementType.INT32, 1, 7))))
                .isFalse();
        assertThat(CallInputs.fits(
                        List.of(new TensorSpec("x", ElementType.BFLOAT16, Shape.of(1))),
                        Map.of("x", counting(ElementType.BFLOAT16, 1))))
                .isFalse();
        assertThat(CallInputs.fits(
                        List.of(new TensorSpec("labels", ElementType.INT64, Shape.of(1))),
                        Map.of("labels", counting(ElementType.INT64, 1))))
                .isFalse();
        assertThat(CallInputs.bytes(Map.of("ids", one, "mask", three))).isEqualTo(4 * 7 * 8);
    }

    @Test
    void knowsWhetherAllAreNumbers() {
        List<TensorSpec> specs = List.of(new TensorSpec("x", ElementType.FLOAT32, Shape.of(2)));
        assertThat(CallInputs.of(specs, Map.of("x", Tensor.ofFloats(new float[] {1, 2}, 2)))
                        .isFinite())
                .isTrue();
        assertThat(CallInputs.of(specs, Map.of("x", Tensor.ofFloats(new float[] {1, Float.NaN}, 2)))
                        .isFinite())
                .isFalse();
    }
}

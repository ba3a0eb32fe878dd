// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizedModel;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of half floats are quantized as others are. */
final class HalfModelsTest {
    @TempDir
    Path folder;

    private Path model() throws Exception {
        return new Small()
                .input("x", DataType.FLOAT16, 1, 64)
                .halves("w", 0.2, 64, 96)
                .node("MatMul", List.of("x", "w"), "h")
                .node("Relu", List.of("h"), "r")
                .halves("v", 0.2, 96, 64)
                .node("MatMul", List.of("r", "v"), "y")
                .output("y", DataType.FLOAT16, 1, 64)
                .write(folder.resolve("halves.onnx"), 11);
    }

    private QuantizedModel write(Path file, Map<String, String> schemes, Path variant) throws Exception {
        List<Map<String, Tensor>> samples = Onnx.noise(file, 6, 1, 1);
        try (Quantization quantization = new OnnxQuantizer(Onnx.BACKEND).open(Onnx.request(file, samples, folder))) {
            return quantization.write(schemes, RangeMethod.MIN_MAX, variant);
        }
    }

    @Test
    void haveTheSameInputsAndOutputsAndHalfTheSize() throws Exception {
        Path file = model();
        for (String scheme : List.of(Schemes.W8A8, Schemes.W8A8_DYNAMIC, Schemes.W8, Schemes.W4A8)) {
            Path variant = folder.resolve(scheme + ".onnx");
            QuantizedModel made = write(file, Map.of("h", scheme, "y_wide", scheme), variant);
            assertThat(made.layers())
                    .allSatisfy(layer -> assertThat(layer.scheme()).isEqualTo(scheme));
            assertThat(made.remarks()).anyMatch(remark -> remark.contains("floats of 32 bits"));
            assertThat(Onnx.inputs(variant)).isEqualTo(Onnx.inputs(file));
            assertThat(Onnx.inputs(variant).get(0).type()).isEqualTo(ElementType.FLOAT16);
            List<Map<String, Tensor>> inputs = Onnx.noise(file, 6, 1, 1);
            assertThat(Onnx.cosine(Onnx.answers(file, inputs), Onnx.answers(variant, inputs)))
                    .as(scheme)
                    .isGreaterThan(0.99);
            assertThat(Files.size(variant)).as(scheme).isLessThan((long) (0.62 * Files.size(file)));
        }
    }

    /** A layer that stays as it was takes no more than it did. */
    @Test
    void layersThatStayAreHalvesStill() throws Exception {
        Path file = model();
        Path variant = folder.resolve("variant.onnx");
        write(file, Map.of("h", Schemes.ORIGINAL, "y_wide", Schemes.ORIGINAL), variant);
        assertThat(Files.size(variant)).isLessThan(Files.size(file) + 600);
        List<Map<String, Tensor>> inputs = Onnx.noise(file, 6, 1, 1);
        assertThat(Onnx.cosine(Onnx.answers(file, inputs), Onnx.answers(variant, inputs)))
                .isGreaterThan(0.999999);
    }
}

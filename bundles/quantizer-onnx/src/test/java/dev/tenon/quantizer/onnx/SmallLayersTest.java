// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizedModel;
import dev.tenon.api.quantizer.QuantizedModel.QuantizedLayer;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small layers are put on 8 bits where that is worth it. */
final class SmallLayersTest {
    @TempDir
    Path folder;

    private Map<String, QuantizedLayer> made(Path file, String scheme) throws Exception {
        try (Quantization quantization =
                new OnnxQuantizer(Onnx.BACKEND).open(Onnx.request(file, Onnx.noise(file, 4, 1, 1), folder))) {
            Map<String, String> all =
                    quantization.layers().stream().collect(Collectors.toMap(QuantizableLayer::name, layer -> scheme));
            QuantizedModel made = quantization.write(all, RangeMethod.MIN_MAX, folder.resolve(scheme + ".onnx"));
            return made.layers().stream().collect(Collectors.toMap(QuantizedLayer::name, Function.identity()));
        }
    }

    private static String scheme(Map<String, QuantizedLayer> layers, String name) {
        return layers.get(name).scheme();
    }

    /** One small layer beside a large one, one behind an operator that has no kernel of 8 bits. */
    private Path model() throws Exception {
        return new Small()
                .input("x", DataType.FLOAT, 1, 100)
                .weights("large", 0.2, 100, 100)
                .node("MatMul", List.of("x", "large"), "h")
                .node("Relu", List.of("h"), "r")
                .weights("near", 0.2, 100, 6)
                .node("MatMul", List.of("r", "near"), "n")
                .node("Softmax", List.of("n"), "s")
                .weights("far", 0.2, 6, 40)
                .node("MatMul", List.of("s", "far"), "y")
                .output("y")
                .write(folder.resolve("model.onnx"), 13);
    }

    @Test
    void aloneTheyStayAndSayWhy() throws Exception {
        Path file = model();
        Map<String, QuantizedLayer> layers = made(file, Schemes.W8A8);
        assertThat(scheme(layers, "h")).isEqualTo(Schemes.W8A8);
        assertThat(scheme(layers, "n")).as("beside a large one").isEqualTo(Schemes.W8A8);
        assertThat(scheme(layers, "y")).isEqualTo(Schemes.ORIGINAL);
        assertThat(layers.get("y").why()).contains("hardly smaller");
    }

    @Test
    void behindAnotherOperatorTheyAreAlone() throws Exception {
        Map<String, QuantizedLayer> layers = made(model(), Schemes.W4A8);
        assertThat(scheme(layers, "h")).isEqualTo(Schemes.W4A8);
        assertThat(scheme(layers, "y")).isEqualTo(Schemes.ORIGINAL);
    }

    /** How much the answers depend on a layer is found out by putting it on 8 bits alone. */
    @Test
    void besideALargeOneThatStaysTheyAreOnEightBitsToo() throws Exception {
        Path file = model();
        try (Quantization quantization =
                new OnnxQuantizer(Onnx.BACKEND).open(Onnx.request(file, Onnx.noise(file, 4, 1, 1), folder))) {
            QuantizedModel made =
                    quantization.write(Map.of("n", Schemes.W8A8), RangeMethod.MIN_MAX, folder.resolve("alone.onnx"));
            assertThat(made.layers().get(1).scheme()).isEqualTo(Schemes.W8A8);
        }
    }

    @Test
    void whereThereAreNoOthersTheySaveSomething() throws Exception {
        Small small = new Small().input("x", DataType.FLOAT, 1, 30);
        Path file = small.weights("w", 0.2, 30, 32)
                .node("MatMul", List.of("x", "w"), "h")
                .node("Softmax", List.of("h"), "s")
                .weights("v", 0.2, 32, 30)
                .node("MatMul", List.of("s", "v"), "y")
                .output("y")
                .write(folder.resolve("small.onnx"), 13);
        assertThat(made(file, Schemes.W8A8).values())
                .allSatisfy(layer -> assertThat(layer.scheme()).isEqualTo(Schemes.W8A8));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels that reach far beyond the others leave those their bits. */
final class BalancingTest {
    private static final int CHANNELS = 64;

    @TempDir
    Path folder;

    /** A scaled vector, read by two products; some of its channels are far greater, as in large language models. */
    private Small model(String scaling, float outlier) {
        float[] gain = new float[CHANNELS];
        float[] shift = new float[CHANNELS];
        for (int i = 0; i < CHANNELS; i++) {
            gain[i] = i % 20 == 3 ? outlier : 1 + i % 5 / 10f;
            shift[i] = i % 7 / 20f;
        }
        Small small = new Small()
                .input("x", DataType.FLOAT, 1, 5, CHANNELS)
                .values("gain", gain, CHANNELS)
                .values("shift", shift, CHANNELS);
        switch (scaling) {
            case "Mul" -> small.node("Mul", List.of("x", "gain"), "n");
            case "Add" -> small.node("Mul", List.of("gain", "x"), "m").node("Add", List.of("m", "shift"), "n");
            default -> small.node(scaling, List.of("x", "gain", "shift"), "n");
        }
        return small.weights("w", 0.2, CHANNELS, 48)
                .node("MatMul", List.of("n", "w"), "a")
                .weights("v", 0.2, CHANNELS, 48)
                .node("MatMul", List.of("n", "v"), "b")
                .node("Mul", List.of("a", "b"), "y")
                .output("y");
    }

    private double loss(Path file, String scheme) throws Exception {
        Path variant = folder.resolve(scheme + ".onnx");
        Files.deleteIfExists(variant);
        List<Map<String, Tensor>> samples = Onnx.noise(file, 8, 1, 1);
        try (Quantization quantization = new OnnxQuantizer(Onnx.BACKEND).open(Onnx.request(file, samples, folder))) {
            quantization.write(
                    quantization.layers().stream().collect(Collectors.toMap(QuantizableLayer::name, layer -> scheme)),
                    RangeMethod.MIN_MAX,
                    variant);
        }
        return 1 - Onnx.cosine(Onnx.answers(file, samples), Onnx.answers(variant, samples));
    }

    @Test
    void outliersCostLess() throws Exception {
        for (String scaling : List.of("Mul", "Add", "LayerNormalization")) {
            Path file = model(scaling, 60).write(folder.resolve(scaling + ".onnx"), 17);
            // Who else reads the vector needs it as it is.
            Path bound = model(scaling, 60).output("n").write(folder.resolve(scaling + "-bound.onnx"), 17);
            assertThat(loss(file, Schemes.W8A8)).as(scaling).isLessThan(0.5 * loss(bound, Schemes.W8A8));
            assertThat(loss(file, Schemes.ORIGINAL))
                    .as("powers of two change nothing")
                    .isLessThan(1e-12);
        }
    }

    @Test
    void withoutOutliersNothingIsDone() throws Exception {
        Path file = model("Mul", 2).write(folder.resolve("model.onnx"), 17);
        Path bound = model("Mul", 2).output("n").write(folder.resolve("bound.onnx"), 17);
        assertThat(loss(file, Schemes.W8A8)).isEqualTo(loss(bound, Schemes.W8A8));
    }
}

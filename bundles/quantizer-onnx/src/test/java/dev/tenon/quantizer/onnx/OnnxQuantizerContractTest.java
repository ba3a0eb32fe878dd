// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.tck.QuantizerContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class OnnxQuantizerContractTest extends QuantizerContract {
    @TempDir
    private static Path folder;

    @Override
    protected Quantizer quantizer() {
        return new OnnxQuantizer(Onnx.BACKEND);
    }

    @Override
    protected String format() {
        return "onnx";
    }

    @Override
    protected Path model() throws IOException {
        Path model = folder.resolve("model.onnx");
        if (!Files.exists(model)) {
            new Small()
                    .input("x", DataType.FLOAT, 1, 64)
                    .weights("w", 0.2, 64, 48)
                    .node("MatMul", List.of("x", "w"), "h")
                    .node("Relu", List.of("h"), "r")
                    .weights("v", 0.2, 48, 8)
                    .node("MatMul", List.of("r", "v"), "y")
                    .output("y")
                    .write(model, 13);
        }
        return model;
    }

    @Override
    protected List<Map<String, Tensor>> samples() {
        float[] values = new float[64];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7 - 3;
        }
        return List.of(Map.of("x", Tensor.ofFloats(values, 1, 64)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizationRefusedException;
import dev.tenon.api.quantizer.QuantizationRefusedException.Reason;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused, and that nothing is lost by it. */
final class OnnxQuantizationTest {
    @TempDir
    Path folder;

    private Path work;
    private Path variant;

    @BeforeEach
    void folders() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
        variant = folder.resolve("variant.onnx");
    }

    private Small product(float... first) {
        float[] values = new float[64 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < first.length ? first[i] : (i % 17) / 17f - 0.5f;
        }
        return new Small()
                .input("x", DataType.FLOAT, 1, 64)
                .values("w", values, 64, 32)
                .node("MatMul", List.of("x", "w"), "y")
                .output("y");
    }

    private Quantization open(Path file, Iterable<Map<String, Tensor>> samples) throws IOException {
        return new OnnxQuantizer(Onnx.BACKEND).open(Onnx.request(file, samples, work));
    }

    private static Reason reason(Throwable thrown) {
        return ((QuantizationRefusedException) thrown).reason();
    }

    private List<Path> leftInWork() throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void writesTheSameTwice() throws Exception {
        Path file = product().write(folder.resolve("model.onnx"), 13);
        byte[] before = Files.readAllBytes(file);
        Path again = folder.resolve("again.onnx");
        List<Map<String, Tensor>> samples = Onnx.noise(file, 3, 1, 1);
        for (String scheme : List.of(Schemes.W8A8, Schemes.W8A8_DYNAMIC, Schemes.W4A8, Schemes.W8)) {
            Files.deleteIfExists(variant);
            Files.deleteIfExists(again);
            try (Quantization quantization = open(file, samples)) {
                quantization.write(Map.of("y", scheme), RangeMethod.ENTROPY, variant);
            }
            try (Quantization quantization = open(file, samples)) {
                quantization.write(Map.of("y", scheme), RangeMethod.ENTROPY, again);
            }
            assertThat(again).hasSameBinaryContentAs(variant);
        }
        assertThat(Files.readAllBytes(file)).as("the original").isEqualTo(before);
        assertThat(leftInWork()).isEmpty();
    }

    @Test
    void aLayerThatIsNotNamedStaysAsItIs() throws Exception {
        Path file = product().write(folder.resolve("model.onnx"), 13);
        try (Quantization quantization = open(file, List.of())) {
            var made = quantization.write(Map.of("y", Schemes.ORIGINAL), RangeMethod.MIN_MAX, variant);
            assertThat(made.layers().get(0).scheme()).isEqualTo(Schemes.ORIGINAL);
        }
        List<Map<String, Tensor>> inputs = Onnx.noise(file, 3, 1, 1);
        assertThat(Onnx.answers(variant, inputs)).usingRecursiveComparison().isEqualTo(Onnx.answers(file, inputs));
    }

    @Test
    void refusesWeightsThatAreNoNumbers() throws Exception {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            Path file = product(1, bad).write(folder.resolve(bad + ".onnx"), 13);
            for (String scheme : List.of(Schemes.W8A8_DYNAMIC, Schemes.W4A8, Schemes.W8)) {
                try (Quantization quantization = open(file, List.of())) {
                    assertThatThrownBy(() -> quantization.write(Map.of("y", scheme), RangeMethod.MIN_MAX, variant))
                            .hasMessageContaining("weights w have a value")
                            .satisfies(thrown -> assertThat(reason(thrown)).isEqualTo(Reason.BAD_WEIGHTS));
                }
                assertThat(variant).doesNotExist();
            }
        }
        assertThat(leftInWork()).isEmpty();
    }

    @Test
    void refusesWhatIsQuantizedAlready() throws Exception {
        Path file = product().write(folder.resolve("model.onnx"), 13);
        for (String scheme : List.of(Schemes.W8A8_DYNAMIC, Schemes.W4A8, Schemes.W8)) {
            Files.deleteIfExists(variant);
            try (Quantization quantization = open(file, List.of())) {
                quantization.write(Map.of("y", scheme), RangeMethod.MIN_MAX, variant);
            }
            assertThatThrownBy(() -> open(variant, List.of()))
                    .hasMessageContaining("quantized already")
                    .satisfies(thrown -> assertThat(reason(thrown)).isEqualTo(Reason.ALREADY_QUANTIZED));
        }
    }

    @Test
    void refusesToGuessRanges() throws Exception {
        Path file = product().write(folder.resolve("model.onnx"), 13);
        try (Quantization quantization = open(file, List.of())) {
            assertThatThrownBy(() -> quantization.write(Map.of("y", Schemes.W8A8), RangeMethod.MIN_MAX, variant))
                    .hasMessageContaining("w8a8-dynamic")
                    .satisfies(thrown -> assertThat(reason(thrown)).isEqualTo(Reason.NO_SAMPLES));
        }
        assertThat(variant).doesNotExist();
    }

    @Test
    void refusesSamplesOfAnotherModel() throws Exception {
        Path file = product().write(folder.resolve("model.onnx"), 13);
        List<Map<String, Tensor>> others = List.of(
                Map.of("z", Tensor.ofFloats(new float[64], 1, 64)),
                Map.of("x", Tensor.ofFloats(new float[63], 1, 63)),
                Map.of(
                        "x",
                        Tensor.allocate(dev.tenon.api.tensor.ElementType.INT64, dev.tenon.api.tensor.Shape.of(1, 64))));
        for (Map<String, Tensor> other : others) {
            try (Quantization quantization = open(file, List.of(other))) {
                assertThatThrownBy(() -> quantization.write(Map.of("y", Schemes.W8A8), RangeMethod.MIN_MAX, variant))
                        .hasMessageContaining("sample 1")
                        .satisfies(thrown -> assertThat(reason(thrown)).isEqualTo(Reason.BAD_SAMPLES));
            }
        }
        assertThat(leftInWork()).isEmpty();
    }

    @Test
    void refusesLayersAndSchemesThatAreNot() throws Exception {
        Path file = product().write(folder.resolve("model.onnx"), 13);
        try (Quantization quantization = open(file, List.of())) {
            assertThatThrownBy(() -> quantization.write(Map.of("z", Schemes.W8), RangeMethod.MIN_MAX, variant))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'z'");
            assertThatThrownBy(() -> quantization.write(Map.of("y", "w3"), RangeMethod.MIN_MAX, variant))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("w4a8");
        }
    }

    @Test
    void overwritesNothing() throws Exception {
        Path file = product().write(folder.resolve("model.onnx"), 13);
        Files.writeString(variant, "somebody's");
        try (Quantization quantization = open(file, List.of())) {
            assertThatThrownBy(() -> quantization.write(Map.of("y", Schemes.W8), RangeMethod.MIN_MAX, variant))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(variant).hasContent("somebody's");
        assertThat(leftInWork()).isEmpty();
    }

    @Test
    void refusesWhatIsNoModel() throws Exception {
        Path file = Files.writeString(folder.resolve("model.onnx"), "no model");
        assertThatThrownBy(() -> open(file, List.of()))
                .satisfies(thrown -> assertThat(reason(thrown)).isEqualTo(Reason.UNSUPPORTED_MODEL));
        Path pointer = Path.of(System.getProperty("tenon.data")).resolve("must-fail/nncf/gpt2-10.onnx");
        assumeTrue(Files.isRegularFile(pointer), "no real models in " + System.getProperty("tenon.data"));
        assertThatThrownBy(() -> open(pointer, List.of())).hasMessageContaining("Git LFS");
        assertThat(leftInWork()).isEmpty();
    }

    @Test
    void weightsAmongTheInputsAreWeights() throws Exception {
        Path file = product().input("w", DataType.FLOAT, 64, 32).write(folder.resolve("model.onnx"), 13);
        try (Quantization quantization = open(file, List.of())) {
            assertThat(quantization.layers()).hasSize(1);
        }
    }
}

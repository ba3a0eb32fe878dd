// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizationRequest;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.ModelWriter;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.OperatorSetIdProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorShapeProto;
import dev.tenon.onnx.graph.proto.TypeProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import dev.tenon.quantizer.onnx.OnnxQuantizer;
import dev.tenon.runtime.VariantReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ladder, with a model of which one layer alone suffers from 8 bits. */
final class GateTest {
    private static final int WIDTH = 64;
    private static final int LAYERS = 6;

    /** The layer before which one feature is a thousand times the others, and has no weight. */
    private static final int SENSITIVE = 3;

    @TempDir
    Path folder;

    private final Random random = new Random(9);
    private final List<String> notes = new ArrayList<>();

    /** Products in a row; after one of them a constant makes one feature huge. */
    private Path model() throws IOException {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("chain").addInput(input());
        String from = "x";
        for (int layer = 0; layer < LAYERS; layer++) {
            boolean isSensitive = layer == SENSITIVE;
            if (isSensitive) {
                float[] huge = new float[WIDTH];
                huge[0] = 3_000;
                graph.addInitializer(tensor("huge", huge, WIDTH));
                graph.addNode(node("Add", List.of(from, "huge"), "a"));
                from = "a";
            }
            float[] weights = new float[WIDTH * WIDTH];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = isSensitive && i < WIDTH ? 0 : (float) (random.nextGaussian() / Math.sqrt(WIDTH));
            }
            graph.addInitializer(tensor("w" + layer, weights, WIDTH, WIDTH));
            String to = layer == LAYERS - 1 ? "y" : "h" + layer;
            graph.addNode(node("MatMul", List.of(from, "w" + layer), to));
            from = to;
        }
        graph.addOutput(ValueInfoProto.newBuilder().setName("y"));
        Path file = folder.resolve("chain.onnx");
        ModelProto model = ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph)
                .build();
        ModelWriter.write(model, file, ModelWriter.Layout.INLINE);
        return file;
    }

    private static ValueInfoProto input() {
        return ValueInfoProto.newBuilder()
                .setName("x")
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(TensorShapeProto.newBuilder()
                                        .addDim(TensorShapeProto.Dimension.newBuilder()
                                                .setDimValue(1))
                                        .addDim(TensorShapeProto.Dimension.newBuilder()
                                                .setDimValue(WIDTH)))))
                .build();
    }

    static NodeProto node(String operator, List<String> inputs, String output) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .build();
    }

    static TensorProto tensor(String name, float[] values, long... shape) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
        for (long extent : shape) {
            tensor.addDims(extent);
        }
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return tensor.build();
    }

    /** Inputs from a normal distribution. */
    private static final class Noise implements EvaluationSet {
        @Override
        public String description() {
            return "noise";
        }

        @Override
        public int size() {
            return 60;
        }

        @Override
        public Map<String, Tensor> inputs(int index) {
            Random random = new Random(index);
            float[] values = new float[WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return Map.of("x", Tensor.ofFloats(values, 1, WIDTH));
        }

        @Override
        public OptionalInt label(int index) {
            return OptionalInt.empty();
        }

        @Override
        public boolean isLabelled() {
            return false;
        }
    }

    private Gate.Result pass(String scheme, double required, int trials) throws Exception {
        Path file = folder.resolve("chain.onnx");
        if (!Files.exists(file)) {
            model();
        }
        Path work = Files.createTempDirectory(folder, "work");
        Noise noise = new Noise();
        List<Map<String, Tensor>> samples =
                IntStream.range(0, 20).mapToObj(noise::inputs).toList();
        ModelDescriptor descriptor = new ModelDescriptor(
                "chain", "Chain", "", "other", "onnx", "", List.of(), List.of(), Optional.empty(), List.of());
        QuantizationRequest request = new QuantizationRequest(
                new InstalledModel(descriptor, file, "0".repeat(64), Files.size(file)),
                "cpu",
                Set.of("avx2", "avx512_vnni"),
                samples,
                work);
        Bench.Subject subject = new Bench.Subject(
                Onnx.BACKEND,
                "cpu",
                file,
                noise,
                IntStream.range(20, 60).boxed().toList(),
                Metric.SIMILARITY,
                required,
                work);
        GateSettings settings = new GateSettings(required, trials, Duration.ofMinutes(5), 20);
        try (Quantization quantization = new OnnxQuantizer(Onnx.BACKEND).open(request);
                Bench bench = Bench.open(subject, quantization, Journal.read(work.resolve("journal")), notes::add)) {
            return new Gate(quantization.layers(), bench, settings, notes::add).pass(scheme);
        }
    }

    @Test
    void raisesTheOneLayerThatSuffers() throws Exception {
        Gate.Result result = pass(Schemes.W8A8, 0.99, 40);
        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.PASSED);
        assertThat(result.best().raised()).isEqualTo(1);
        assertThat(result.best().made().layers())
                .filteredOn(layer -> !layer.scheme().equals(Schemes.W8A8))
                .singleElement()
                .satisfies(layer -> assertThat(layer.name()).isEqualTo("h" + SENSITIVE));
        assertThat(notes).anyMatch(note -> note.startsWith("ranges by percentiles"));
    }

    @Test
    void goesFromFourBitsToMoreUntilItPasses() throws Exception {
        Gate.Result result = pass(Schemes.W4A8, 0.999, 60);
        assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.PASSED);
        assertThat(result.best().made().layers())
                .anySatisfy(layer -> assertThat(layer.scheme()).isNotEqualTo(Schemes.W4A8));
        assertThat(result.best().quality().retainedLow()).isGreaterThanOrEqualTo(0.999);
    }

    @Test
    void saysThatTheBudgetWasSpent() throws Exception {
        Gate.Result result = pass(Schemes.W8A8, 0.99, 2);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.trials()).isEqualTo(2);
        assertThat(result.reason()).contains("2 trials").contains("99.0 % is required");
    }

    @Test
    void whatNothingHelpsFails() throws Exception {
        Gate.Result result = pass(Schemes.W8A8, 1, 60);
        assertThat(result.verdict()).as("all layers as they were is no variant").isEqualTo(Verdict.FAILED);
    }
}

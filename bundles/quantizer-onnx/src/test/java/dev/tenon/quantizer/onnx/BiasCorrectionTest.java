// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizationRequest;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.ModelReader;
import dev.tenon.onnx.graph.ModelWriter;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Biases make up for what rounding the weights does to the mean. */
final class BiasCorrectionTest {
    @TempDir
    Path folder;

    /** Its inputs are all positive, so what a weight is off shows in the mean. */
    private Path model() throws Exception {
        return new Small()
                .input("x", DataType.FLOAT, 1, 8, 12, 12)
                .weights("w", 0.3, 16, 8, 3, 3)
                .weights("b", 0.3, 16)
                .node("Conv", List.of("x", "w", "b"), "c", Small.ints("pads", 1, 1, 1, 1))
                .node("Flatten", List.of("c"), "f")
                .weights("v", 0.05, 2304, 24)
                .weights("d", 0.3, 24)
                .node("Gemm", List.of("f", "v", "d"), "y")
                .output("c")
                .output("y")
                .write(folder.resolve("model.onnx"), 13);
    }

    private Map<String, float[]> errors(Path file, List<Map<String, Tensor>> samples) throws Exception {
        ModelProto model = ModelReader.read(file);
        List<Layer> layers = Layers.of(model.getGraph(), true);
        return new MeanErrors(means(model, samples), 63).of(layers);
    }

    private InputMeans means(ModelProto model, List<Map<String, Tensor>> samples) throws IOException {
        InputMeans means = new InputMeans(Layers.of(model.getGraph(), true));
        new Calibration(model, samples, new Runner(Onnx.BACKEND, folder)).watch(List.of("x"), means);
        return means;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void errorsAreThoseOfTheLayerItself(boolean isTransposed) throws Exception {
        Path file = new Small()
                .input("x", DataType.FLOAT, 2, 64)
                .weights("w", 0.3, isTransposed ? new long[] {20, 64} : new long[] {64, 20})
                .weights("b", 0.3, 20)
                .node("Gemm", List.of("x", "w", "b"), "y", Nodes.attribute("transB", isTransposed ? 1 : 0))
                .output("y")
                .write(folder.resolve("gemm.onnx"), 13);
        List<Map<String, Tensor>> samples = Onnx.noise(file, 5, 1, 1);
        Weights weights = Weights.read(ModelReader.read(file).getGraph().getInitializer(0));
        Int8Weights rounded = Int8Weights.perChannel(weights, isTransposed ? 0 : 1, 63);
        double[] expected = new double[20];
        for (Map<String, Tensor> sample : samples) {
            float[] x = sample.values().iterator().next().toFloats();
            for (int i = 0; i < x.length; i++) {
                for (int channel = 0; channel < 20; channel++) {
                    int at = isTransposed ? channel * 64 + i % 64 : i % 64 * 20 + channel;
                    float error = rounded.values()[at] * rounded.scales()[channel] - weights.values()[at];
                    expected[channel] += x[i] * error / 10;
                }
            }
        }
        float[] measured = errors(file, samples).getOrDefault("y", new float[0]);
        assertThat(measured).hasSize(20);
        for (int channel = 0; channel < 20; channel++) {
            assertThat((double) measured[channel])
                    .isCloseTo(expected[channel], org.assertj.core.api.Assertions.within(1e-4));
        }
    }

    /** Padding, steps, groups: what a filter reads at the edges counts as often as it is read. */
    private static List<List<AttributeProto>> convolutions() {
        return List.of(
                List.of(),
                List.of(Small.ints("pads", 1, 2, 1, 0)),
                List.of(Small.ints("pads", 1, 1, 1, 1), Small.ints("strides", 2, 3), Nodes.attribute("group", 2)),
                List.of(Small.ints("pads", 2, 2, 2, 2), Small.ints("dilations", 2, 2), Nodes.attribute("group", 8)),
                List.of(Small.text("auto_pad", "SAME_UPPER"), Small.ints("strides", 2, 2)),
                List.of(Small.text("auto_pad", "SAME_LOWER"), Small.ints("strides", 2, 2)),
                List.of(Small.text("auto_pad", "VALID"), Small.ints("strides", 3, 1)));
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void errorsOfConvolutionsAreWhatRoundingMakesOfTheirOutputs(List<AttributeProto> attributes) throws Exception {
        long group = attributes.stream()
                .filter(attribute -> attribute.getName().equals("group"))
                .mapToLong(AttributeProto::getI)
                .findFirst()
                .orElse(1);
        Path file = new Small()
                .input("x", DataType.FLOAT, 1, 8, 10, 10)
                .weights("w", 0.3, 16, 8 / group, 3, 3)
                .weights("b", 0.3, 16)
                .node("Conv", List.of("x", "w", "b"), "y", attributes.toArray(AttributeProto[]::new))
                .output("y")
                .write(folder.resolve("exact.onnx"), 13);
        ModelProto model = ModelReader.read(file);
        Weights weights = Weights.read(model.getGraph().getInitializer(0));
        Int8Weights integers = Int8Weights.perChannel(weights, 0, 63);
        float[] rounded = new float[weights.values().length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = integers.values()[i] * integers.scales()[i / (rounded.length / 16)];
        }
        Path other = folder.resolve("rounded.onnx");
        ModelProto replaced = model.toBuilder()
                .setGraph(model.getGraph().toBuilder().setInitializer(0, Nodes.floats("w", rounded, weights.shape())))
                .build();
        ModelWriter.write(replaced, other, ModelWriter.layout(replaced));
        List<Map<String, Tensor>> samples = Onnx.noise(file, 32, 1, 1);
        double[] expected = means(other, samples);
        double[] exact = means(file, samples);
        float[] errors = errors(file, samples).getOrDefault("y", new float[0]);
        assertThat(errors).hasSize(16);
        double off = 0;
        double all = 0;
        for (int channel = 0; channel < 16; channel++) {
            off += Math.abs(errors[channel] - (expected[channel] - exact[channel]));
            all += Math.abs(expected[channel] - exact[channel]);
        }
        assertThat(off / all).isLessThan(0.05);
    }

    private static double[] means(Path file, List<Map<String, Tensor>> samples) throws Exception {
        double[] means = new double[16];
        for (float[] answer : Onnx.answers(file, samples)) {
            int places = answer.length / 16;
            for (int i = 0; i < answer.length; i++) {
                means[i / places] += answer[i] / (double) places / samples.size();
            }
        }
        return means;
    }

    @Test
    void meansAreKept() throws Exception {
        Path file = model();
        List<Map<String, Tensor>> samples = Onnx.noise(file, 12, 1, 1);
        Path variant = folder.resolve("variant.onnx");
        QuantizationRequest request = Onnx.request(file, Set.of("avx2"), samples, folder);
        try (Quantization quantization = new OnnxQuantizer(Onnx.BACKEND).open(request)) {
            Map<String, String> all = new LinkedHashMap<>();
            quantization.layers().forEach(layer -> all.put(layer.name(), Schemes.W8A8));
            quantization.write(all, RangeMethod.MIN_MAX, variant);
        }
        double[] off = new double[16];
        List<float[]> exact = Onnx.answers(file, samples);
        List<float[]> made = Onnx.answers(variant, samples);
        for (int i = 0; i < exact.size(); i++) {
            for (int j = 0; j < exact.get(i).length; j++) {
                off[j / 144] += (made.get(i)[j] - exact.get(i)[j]) / 144 / exact.size();
            }
        }
        double left = 0;
        double without = 0;
        float[] errors = errors(file, samples).getOrDefault("c", new float[16]);
        for (int channel = 0; channel < 16; channel++) {
            left += Math.abs(off[channel]);
            without += Math.abs(errors[channel]);
        }
        assertThat(left).isLessThan(without / 4);
    }

    @Test
    void whatIsNoNumberIsLeftOut() throws Exception {
        Path file = model();
        List<Map<String, Tensor>> samples = new ArrayList<>(Onnx.noise(file, 6, 1, 1));
        float[] exact = errors(file, samples).getOrDefault("c", new float[0]);
        float[] broken = new float[8 * 12 * 12];
        broken[500] = Float.NaN;
        samples.add(3, Map.of("x", Tensor.ofFloats(broken, 1, 8, 12, 12)));
        assertThat(errors(file, samples).getOrDefault("c", new float[16])).containsExactly(exact);
    }

    @Test
    void largeSamplesNeedNotBeMany() throws Exception {
        assertThat(enough(64)).isEqualTo(InputMeans.ENOUGH);
        assertThat(enough(2_048)).isEqualTo(16);
    }

    private int enough(int side) throws Exception {
        Path file = new Small()
                .input("x", DataType.FLOAT, 1, 1, side, side)
                .weights("w", 0.3, 32, 1, 1, 1)
                .weights("b", 0.3, 32)
                .node("Conv", List.of("x", "w", "b"), "y", Small.ints("strides", 64, 64))
                .output("y")
                .write(folder.resolve("picture" + side + ".onnx"), 13);
        return means(ModelReader.read(file), Onnx.noise(file, 1, 1, 1)).enough();
    }

    @Test
    void theNearerVariantIsKnown() throws Exception {
        Path file = model();
        List<Map<String, Tensor>> samples = Onnx.noise(file, 3, 1, 1);
        ModelProto model = ModelReader.read(file);
        Small other = new Small();
        other.weights("w", 0.3, 16, 8, 3, 3).weights("b", 0.9, 16);
        ModelProto further = model.toBuilder()
                .setGraph(model.getGraph().toBuilder()
                        .setInitializer(1, other.graph().getInitializer(1)))
                .build();
        ExactAnswers known = new ExactAnswers(model);
        Runner runner = new Runner(Onnx.BACKEND, folder);
        Comparison comparison = new Comparison(model, samples, runner);
        double[] distances = comparison.distances(List.of(further, model), InputMeans.ENOUGH, known);
        assertThat(distances[0]).isGreaterThan(0.001);
        assertThat(distances[1]).isLessThan(1e-6);

        new Calibration(model, samples, runner).watch(List.of("x"), known);
        assertThat(known.of(0, 3)).isPresent();
        assertThat(known.of(0, 4)).isEmpty();
        Comparison mistaken = new Comparison(further, samples, runner); // the model is not asked what is known of it
        assertThat(mistaken.distances(List.of(further, model), InputMeans.ENOUGH, known))
                .containsExactly(distances, offset(1e-6));
    }

    @Test
    void samplesThatMeansAreOfAreNotAsked() throws Exception {
        Path file = model();
        List<Map<String, Tensor>> samples = new ArrayList<>(Onnx.noise(file, 14, 1, 1));
        Map<String, Tensor> strange = Map.of("x", Tensor.allocate(ElementType.FLOAT64, Shape.of(1, 8, 12, 12)));
        Collections.fill(samples.subList(0, 8), strange);
        ModelProto model = ModelReader.read(file);
        Comparison comparison = new Comparison(model, samples, new Runner(Onnx.BACKEND, folder));
        assertThat(comparison.distances(List.of(model), 8, new ExactAnswers(model))[0])
                .isLessThan(1e-6);
    }
}

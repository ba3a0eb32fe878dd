// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizationRefusedException;
import dev.tenon.api.quantizer.QuantizedModel;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.ModelReader;
import dev.tenon.onnx.graph.Tensors;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers in half floats, between casts. */
final class HalfVariantTest {
    @TempDir
    Path folder;

    private QuantizedModel made;
    private List<String> operators;

    /** Puts all layers into half floats but those that are named; returns how near the answers are. */
    private double halves(Path file, Map<String, String> others, boolean hasSamples) throws Exception {
        Path variant = folder.resolve("variant.onnx");
        Files.deleteIfExists(variant);
        List<Map<String, Tensor>> inputs = Onnx.noise(file, 6, 8, 40);
        try (Quantization quantization =
                new OnnxQuantizer(Onnx.BACKEND).open(Onnx.request(file, hasSamples ? inputs : List.of(), folder))) {
            Map<String, String> all = new LinkedHashMap<>();
            quantization.layers().stream().map(QuantizableLayer::name).forEach(name -> all.put(name, Schemes.FP16));
            all.putAll(others);
            made = quantization.write(all, RangeMethod.MIN_MAX, variant);
        }
        operators = Small.operators(variant);
        assertThat(Onnx.inputs(variant)).isEqualTo(Onnx.inputs(file));
        return Onnx.cosine(Onnx.answers(file, inputs), Onnx.answers(variant, inputs));
    }

    private double halves(Path file) throws Exception {
        return halves(file, Map.of(), true);
    }

    private long count(String operator) {
        return operators.stream().filter(operator::equals).count();
    }

    private String why(String layer) {
        return made.layers().stream()
                .filter(each -> each.name().equals(layer))
                .findFirst()
                .orElseThrow()
                .why();
    }

    private Small convolutions() {
        return new Small()
                .input("x", DataType.FLOAT, 1, 8, 16, 16)
                .weights("w1", 0.2, 16, 8, 3, 3)
                .weights("b1", 0.5, 16)
                .node("Conv", List.of("x", "w1", "b1"), "c1", Small.ints("pads", 1, 1, 1, 1))
                .node("Relu", List.of("c1"), "r1")
                .weights("small", 0.2, 16, 16, 1, 1)
                .node("Conv", List.of("r1", "small"), "c2")
                .node("Add", List.of("r1", "c2"), "a")
                .values("least", new float[] {-Float.MAX_VALUE})
                .values("most", new float[] {Float.MAX_VALUE})
                .node("Clip", List.of("a", "least", "most"), "k")
                .weights("w3", 0.2, 16, 16, 3, 3)
                .node("Conv", List.of("k", "w3"), "y")
                .output("y");
    }

    @Test
    void whatLiesBetweenLayersFollowsThem() throws Exception {
        Path file = convolutions().write(folder.resolve("convolutions.onnx"), 13);
        assertThat(halves(file)).isGreaterThan(0.999999);
        assertThat(operators).containsExactly("Cast", "Conv", "Relu", "Conv", "Add", "Clip", "Conv", "Cast");
        assertThat(made.layers()).allSatisfy(layer -> assertThat(layer.scheme()).isEqualTo(Schemes.FP16));
        assertThat(Files.size(folder.resolve("variant.onnx"))).isLessThan((long) (0.56 * Files.size(file)));
        Tensors.forEach(ModelReader.read(folder.resolve("variant.onnx")), tensor -> assertThat(tensor.getDataType())
                .isEqualTo(DataType.FLOAT16_VALUE));
    }

    @Test
    void layersThatAreNotToStayInFloats() throws Exception {
        Path file = convolutions().write(folder.resolve("convolutions.onnx"), 13);
        assertThat(halves(file, Map.of("c2", Schemes.ORIGINAL), true)).isGreaterThan(0.999999);
        assertThat(operators)
                .containsExactly("Cast", "Conv", "Relu", "Cast", "Conv", "Add", "Clip", "Cast", "Conv", "Cast");
        assertThat(halves(file, Map.of("c1", Schemes.W8A8), true)).isGreaterThan(0.999);
        assertThat(count("Cast")).isEqualTo(4);
        assertThat(halves(file, Map.of("y", Schemes.W8), false)).isGreaterThan(0.999);
        assertThat(operators).contains("DequantizeLinear");
    }

    @Test
    void whatIsTooGreatStaysInFloatsAndSaysWhy() throws Exception {
        float[] values = new float[100 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 13 - 6;
        }
        float[] great = values.clone();
        great[7] = 1e5f;
        float[] many = new float[32 * 64];
        java.util.Arrays.fill(many, 300);
        Path file = new Small()
                .input("x", DataType.FLOAT, 1, 100)
                .values("w", values, 100, 32)
                .node("MatMul", List.of("x", "w"), "h")
                .node("Abs", List.of("h"), "p")
                .values("m", many, 32, 64)
                .node("MatMul", List.of("p", "m"), "q")
                .values("g", great, 100, 32)
                .node("MatMul", List.of("x", "g"), "z")
                .node("Concat", List.of("q", "z"), "y", Nodes.attribute("axis", 1))
                .output("y")
                .write(folder.resolve("great.onnx"), 13);
        assertThat(halves(file)).isGreaterThan(0.99999);
        assertThat(why("h")).isEmpty();
        assertThat(why("q")).contains("'q' reaches").contains("65504");
        assertThat(why("z")).contains("a weight of it reaches 1.00e+05");
        assertThat(count("Cast")).isEqualTo(2);
        halves(file, Map.of(), false);
        assertThat(why("q")).as("without samples only weights are looked at").isEmpty();
    }

    @Test
    void weightsOfFewBitsStayInFloats() throws Exception {
        float[] values = new float[64 * 32];
        java.util.Arrays.fill(values, 1e-6f);
        Path file = new Small()
                .input("x", DataType.FLOAT, 1, 64)
                .values("w", values, 64, 32)
                .node("MatMul", List.of("x", "w"), "y")
                .output("y")
                .write(folder.resolve("tiny.onnx"), 13);
        assertThat(halves(file)).isEqualTo(1);
        assertThat(why("y")).contains("few bits");
    }

    @Test
    void refusesWeightsThatAreNoNumbers() throws Exception {
        float[] values = new float[64 * 32];
        values[5] = Float.POSITIVE_INFINITY;
        Path file = new Small()
                .input("x", DataType.FLOAT, 1, 64)
                .values("w", values, 64, 32)
                .node("MatMul", List.of("x", "w"), "y")
                .output("y")
                .write(folder.resolve("infinite.onnx"), 13);
        assertThatThrownBy(() -> halves(file))
                .isInstanceOf(QuantizationRefusedException.class)
                .hasMessageContaining("w have a value that is Infinity");
    }

    @Test
    void layersWithinBranches() throws Exception {
        Small yes = new Small()
                .node("MatMul", List.of("h", "outer"), "a")
                .node("Relu", List.of("a"), "r")
                .output("r");
        Small no = new Small()
                .weights("own", 0.2, 64, 32)
                .node("MatMul", List.of("h", "own"), "b")
                .output("b");
        NodeProto branch = Nodes.node("If", List.of("large"), "y")
                .addAttribute(Small.inner("then_branch", yes.graph()))
                .addAttribute(Small.inner("else_branch", no.graph()))
                .build();
        Path file = new Small()
                .input("x", DataType.FLOAT, 1, 64)
                .weights("first", 0.2, 64, 64)
                .node("MatMul", List.of("x", "first"), "h")
                .weights("outer", 0.3, 64, 32)
                .values("limit", new float[] {32})
                .node("ReduceSum", List.of("x"), "sum", Nodes.attribute("keepdims", 0))
                .node("Greater", List.of("sum", "limit"), "large")
                .node(branch)
                .output("y")
                .write(folder.resolve("branches.onnx"), 13);
        assertThat(halves(file)).isGreaterThan(0.99999);
        assertThat(count("Cast")).as("around each of the three").isEqualTo(6);
        assertThat(Files.size(folder.resolve("variant.onnx"))).isLessThan((long) (0.53 * Files.size(file)));
    }

    /** The operators that follow, each between two layers. */
    @Test
    void eachOperatorThatFollowsRuns() throws Exception {
        Map<String, List<String>> each = new LinkedHashMap<>();
        for (String one :
                List.of("Relu", "LeakyRelu", "Sigmoid", "Tanh", "HardSigmoid", "HardSwish", "Erf", "Neg", "Identity")) {
            each.put(one, List.of("h"));
        }
        for (String two : List.of("Add", "Sub", "Mul", "PRelu")) {
            each.put(two, List.of("h", "c"));
        }
        each.put("Concat", List.of("h", "h"));
        each.put("Transpose", List.of("h"));
        each.put("MaxPool", List.of("h"));
        each.put("AveragePool", List.of("h"));
        each.put("GlobalMaxPool", List.of("h"));
        each.put("DepthToSpace", List.of("h"));
        each.put("Resize", List.of("h", "", "double"));
        for (Map.Entry<String, List<String>> one : each.entrySet()) {
            NodeProto.Builder node = Nodes.node(one.getKey(), one.getValue(), "m");
            switch (one.getKey()) {
                case "Concat" -> node.addAttribute(Nodes.attribute("axis", 1));
                case "MaxPool", "AveragePool" -> node.addAttribute(Small.ints("kernel_shape", 2, 2));
                case "DepthToSpace" -> node.addAttribute(Nodes.attribute("blocksize", 2));
                default -> {
                    // the others have no attribute that they need
                }
            }
            int channels = one.getKey().equals("Concat") ? 64 : one.getKey().equals("DepthToSpace") ? 8 : 32;
            Path file = new Small()
                    .input("x", DataType.FLOAT, 1, 8, 32, 32)
                    .weights("w", 0.2, 32, 8, 3, 3)
                    .node("Conv", List.of("x", "w"), "h", Small.ints("pads", 1, 1, 1, 1))
                    .weights("c", 1, 32, 1, 1)
                    .values("double", new float[] {1, 1, 2, 2}, 4)
                    .node(node.build())
                    .weights("v", 0.2, 32, channels, 1, 1)
                    .node("Conv", List.of("m", "v"), "y")
                    .output("y")
                    .write(folder.resolve(one.getKey() + ".onnx"), 14);
            assertThat(halves(file)).as(one.getKey()).isGreaterThan(0.99999);
            assertThat(count("Cast")).as(one.getKey()).isEqualTo(2);
        }
    }

    @Test
    void recurrentLayersAndTables() throws Exception {
        Path file = new Small()
                .input("ids", DataType.INT64, 5, 1)
                .weights("table", 0.5, 64, 24)
                .node("Gather", List.of("table", "ids"), "e")
                .weights("w", 0.3, 1, 64, 24)
                .weights("r", 0.3, 1, 64, 16)
                .weights("b", 0.3, 1, 128)
                .node("LSTM", List.of("e", "w", "r", "b"), "l", Nodes.attribute("hidden_size", 16))
                .values("axes", new float[0], 0)
                .node("Squeeze", List.of("l"), "s")
                .weights("v", 0.3, 16, 70)
                .node("MatMul", List.of("s", "v"), "y")
                .output("y")
                .write(folder.resolve("lstm.onnx"), 14);
        assertThat(halves(file)).isGreaterThan(0.9999);
        assertThat(operators).containsExactly("Gather", "LSTM", "Squeeze", "MatMul", "Cast");
    }
}

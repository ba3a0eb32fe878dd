// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizationRequest;
import dev.tenon.api.quantizer.QuantizedModel;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.ModelReader;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each operator in each of its forms answers nearly as it did. */
final class FormsTest {
    @TempDir
    Path folder;

    private QuantizedModel made;
    private List<String> operators;

    /** Puts all layers into a scheme; returns how near the answers are. */
    private double quantized(Path file, String scheme) throws Exception {
        return quantized(file, scheme, Onnx.HERE, Onnx.noise(file, 8, 12, 40));
    }

    private double quantized(Path file, String scheme, Set<String> instructions, List<Map<String, Tensor>> samples)
            throws Exception {
        Path variant = folder.resolve(scheme + instructions.size() + ".onnx");
        QuantizationRequest request = Onnx.request(file, instructions, samples, folder);
        try (Quantization quantization = new OnnxQuantizer(Onnx.BACKEND).open(request)) {
            Map<String, String> all = new LinkedHashMap<>();
            quantization.layers().stream().map(QuantizableLayer::name).forEach(name -> all.put(name, scheme));
            assertThat(all).isNotEmpty();
            made = quantization.write(all, RangeMethod.MIN_MAX, variant);
        }
        operators = Small.operators(variant);
        assertThat(Files.size(variant)).isLessThan(Files.size(file));
        return Onnx.cosine(Onnx.answers(file, samples), Onnx.answers(variant, samples));
    }

    private List<String> schemes() {
        return made.layers().stream()
                .map(QuantizedModel.QuantizedLayer::scheme)
                .distinct()
                .toList();
    }

    private Path product() throws Exception {
        return new Small()
                .input("x", DataType.FLOAT, 1, 4, 100)
                .weights("w", 0.3, 100, 65)
                .node("MatMul", List.of("x", "w"), "y")
                .output("y")
                .write(folder.resolve("product.onnx"), 13);
    }

    @Test
    void productOnEightBitsKeepsItsSumsInFloats() throws Exception {
        assertThat(quantized(product(), Schemes.W8A8)).isGreaterThan(0.9995);
        assertThat(operators).containsExactly("QuantizeLinear", "DequantizeLinear", "DequantizeLinear", "MatMul");
    }

    @Test
    void productWithRangesInRun() throws Exception {
        assertThat(quantized(product(), Schemes.W8A8_DYNAMIC)).isGreaterThan(0.9995);
        assertThat(operators).containsExactly("DynamicQuantizeLinear", "MatMulInteger", "Cast", "Mul", "Mul");
    }

    @Test
    void productOnFourBits() throws Exception {
        assertThat(quantized(product(), Schemes.W4A8)).isBetween(0.985, 0.9999);
        assertThat(operators).containsExactly("MatMulNBits");
    }

    @Test
    void weightsAlone() throws Exception {
        assertThat(quantized(product(), Schemes.W8)).isGreaterThan(0.9995);
        assertThat(operators).containsExactly("DequantizeLinear", "MatMul");
    }

    @Test
    void gemmWithBiasInEachForm() throws Exception {
        for (int transposed = 0; transposed < 2; transposed++) {
            Path file = new Small()
                    .input("x", DataType.FLOAT, 1, 64)
                    .weights("w", 0.3, transposed == 1 ? new long[] {48, 64} : new long[] {64, 48})
                    .weights("b", 2, 48)
                    .node("Gemm", List.of("x", "w", "b"), "y", Nodes.attribute("transB", transposed))
                    .output("y")
                    .write(folder.resolve("gemm" + transposed + ".onnx"), 11);
            for (String scheme : List.of(Schemes.W8A8, Schemes.W8A8_DYNAMIC, Schemes.W4A8, Schemes.W8)) {
                assertThat(quantized(file, scheme)).as(scheme + transposed).isGreaterThan(0.99);
                assertThat(schemes()).containsExactly(scheme);
                Files.delete(folder.resolve(scheme + Onnx.HERE.size() + ".onnx"));
            }
        }
    }

    /** Two convolutions with a residual between them: all of it on 8 bits. */
    private Path convolutions() throws Exception {
        return new Small()
                .input("x", DataType.FLOAT, 1, 8, 16, 16)
                .weights("w1", 0.2, 16, 8, 3, 3)
                .weights("b1", 0.5, 16)
                .node("Conv", List.of("x", "w1", "b1"), "c1", Small.ints("pads", 1, 1, 1, 1))
                .node("Relu", List.of("c1"), "r1")
                .weights("w2", 0.2, 16, 16, 3, 3)
                .node("Conv", List.of("r1", "w2"), "c2", Small.ints("pads", 1, 1, 1, 1))
                .node("Add", List.of("r1", "c2"), "a")
                .node("MaxPool", List.of("a"), "m", Small.ints("kernel_shape", 2, 2), Small.ints("strides", 2, 2))
                .weights("w3", 0.2, 8, 16, 1, 1)
                .node("Conv", List.of("m", "w3"), "y")
                .output("y")
                .write(folder.resolve("convolutions.onnx"), 13);
    }

    @Test
    void convolutionsStayOnEightBitsBetweenThem() throws Exception {
        assertThat(quantized(convolutions(), Schemes.W8A8)).isGreaterThan(0.999);
        assertThat(operators.stream().filter("QuantizeLinear"::equals)).hasSize(6); // x, r1, c2, a, m, y
        assertThat(made.layers()).hasSize(3);
    }

    @Test
    void convolutionsWithRangesInRun() throws Exception {
        assertThat(quantized(convolutions(), Schemes.W8A8_DYNAMIC)).isGreaterThan(0.999);
        assertThat(operators).contains("ConvInteger");
        // the third has too few weights to be worth it
        assertThat(schemes()).containsExactly(Schemes.W8A8_DYNAMIC, Schemes.ORIGINAL);
    }

    @Test
    void fourBitsOfAConvolutionAreEight() throws Exception {
        assertThat(quantized(convolutions(), Schemes.W4A8)).isGreaterThan(0.999);
        assertThat(made.layers()).allSatisfy(layer -> {
            assertThat(layer.scheme()).isEqualTo(Schemes.W8A8);
            assertThat(layer.why()).contains("Conv");
        });
    }

    @Test
    void withoutWideSumsWeightsHaveSevenBits() throws Exception {
        Path file = product();
        double narrow = quantized(file, Schemes.W8A8, Set.of("avx2"), Onnx.noise(file, 8, 12, 40));
        double wide = quantized(file, Schemes.W8A8, Set.of("avx2", "avx_vnni"), Onnx.noise(file, 8, 12, 40));
        assertThat(narrow).isGreaterThan(0.999);
        assertThat(narrow < wide).isNotEqualTo(Onnx.OVERFLOWS);
        assertThat(greatestInteger(Schemes.W8A8 + 1)).isEqualTo(63);
        assertThat(greatestInteger(Schemes.W8A8 + 2)).isEqualTo(127);
    }

    private int greatestInteger(String variant) throws Exception {
        int greatest = 0;
        ModelProto whole = ModelProto.parseFrom(Files.readAllBytes(folder.resolve(variant + ".onnx")));
        for (TensorProto tensor : whole.getGraph().getInitializerList()) {
            if (tensor.getDataType() == DataType.INT8_VALUE && tensor.getDimsCount() == 2) {
                for (byte value : tensor.getRawData().toByteArray()) {
                    greatest = Math.max(greatest, Math.abs(value));
                }
            }
        }
        return greatest;
    }

    /** On x86 without wide sums they may overflow. */
    @Test
    void elsewhereActivationsAreSigned() throws Exception {
        assertThat(quantized(product(), Schemes.W8A8, Set.of("neon"), Onnx.noise(product2(), 8, 12, 40)))
                .isGreaterThan(Onnx.OVERFLOWS ? 0.999 : 0.9995);
    }

    private Path product2() {
        return folder.resolve("product.onnx");
    }

    @Test
    void rowsOfATableHaveAScaleEach() throws Exception {
        Path file = new Small()
                .input("ids", DataType.INT64, 1, 6)
                .weights("table", 0.3, 64, 32)
                .node("Gather", List.of("table", "ids"), "y")
                .output("y")
                .write(folder.resolve("table.onnx"), 13);
        assertThat(quantized(file, Schemes.W4A8)).isGreaterThan(0.9995);
        assertThat(schemes()).containsExactly(Schemes.W8);
        assertThat(operators).containsExactly("Gather", "Cast", "Gather", "Mul");
    }

    @Test
    void recurrentLayers() throws Exception {
        Path file = new Small()
                .input("x", DataType.FLOAT, 5, 1, 24)
                .weights("w", 0.3, 2, 64, 24)
                .weights("r", 0.3, 2, 64, 16)
                .weights("b", 0.3, 2, 128)
                .node(
                        "LSTM",
                        List.of("x", "w", "r", "b"),
                        "y",
                        Nodes.attribute("hidden_size", 16),
                        Nodes.attribute("layout", 0),
                        Small.text("direction", "bidirectional"))
                .output("y")
                .write(folder.resolve("lstm.onnx"), 14);
        assertThat(quantized(file, Schemes.W8A8)).isGreaterThan(0.999);
        assertThat(operators).containsExactly("DynamicQuantizeLSTM");
        Path gru = new Small()
                .input("x", DataType.FLOAT, 5, 1, 24)
                .weights("w", 0.3, 1, 48, 24)
                .weights("r", 0.3, 1, 48, 16)
                .node("GRU", List.of("x", "w", "r"), "y", Nodes.attribute("hidden_size", 16))
                .output("y")
                .write(folder.resolve("gru.onnx"), 14);
        Files.delete(folder.resolve(Schemes.W8A8 + Onnx.HERE.size() + ".onnx"));
        assertThat(quantized(gru, Schemes.W8A8)).isGreaterThan(0.999);
        assertThat(operators).containsExactly("DequantizeLinear", "DequantizeLinear", "GRU");
    }

    /** Its checker knows the operators of ONNX alone, and infers the types of all others' readers. */
    @Test
    void whatMicrosoftsOperatorsMakeIsStated() throws Exception {
        Path lstm = new Small()
                .input("x", DataType.FLOAT, 5, 1, 24)
                .weights("w", 0.3, 1, 64, 24)
                .weights("r", 0.3, 1, 64, 16)
                .node("LSTM", List.of("x", "w", "r"), "all", Nodes.attribute("hidden_size", 16))
                .node("Relu", List.of("all"), "y")
                .output("y")
                .write(folder.resolve("stated-lstm.onnx"), 14);
        assertThat(quantized(lstm, Schemes.W8A8)).isGreaterThan(0.999);
        assertThat(stated(Schemes.W8A8)).containsExactly("all");
        Path product = new Small()
                .input("x", DataType.FLOAT, 4, 128)
                .weights("w", 0.3, 128, 64)
                .node("MatMul", List.of("x", "w"), "product")
                .node("Relu", List.of("product"), "y")
                .output("y")
                .write(folder.resolve("stated-product.onnx"), 13);
        assertThat(quantized(product, Schemes.W4A8)).isGreaterThan(0.98);
        assertThat(stated(Schemes.W4A8)).containsExactly("product");
    }

    private List<String> stated(String scheme) throws Exception {
        return ModelReader.read(folder.resolve(scheme + Onnx.HERE.size() + ".onnx"))
                .getGraph()
                .getValueInfoList()
                .stream()
                .filter(value -> value.getType().getTensorType().getElemType() == DataType.FLOAT_VALUE)
                .map(ValueInfoProto::getName)
                .toList();
    }

    @Test
    void transposedConvolutionsHaveSmallWeights() throws Exception {
        Path file = new Small()
                .input("x", DataType.FLOAT, 1, 16, 8, 8)
                .weights("w", 0.2, 16, 12, 3, 3)
                .weights("b", 0.2, 12)
                .node("ConvTranspose", List.of("x", "w", "b"), "y", Small.ints("strides", 2, 2))
                .output("y")
                .write(folder.resolve("transposed.onnx"), 11);
        assertThat(quantized(file, Schemes.W8A8)).isGreaterThan(0.9995);
        assertThat(operators).containsExactly("DequantizeLinear", "ConvTranspose");
    }

    @Test
    void constantsThatAreTheSameAreOne() throws Exception {
        Small small = new Small().input("x", DataType.FLOAT, 1, 4, 100);
        String from = "x";
        for (int i = 0; i < 10; i++) {
            small.node(constant("c" + i, i % 2)).node("Add", List.of(from, "c" + i), "a" + i);
            from = "a" + i;
        }
        Path file = small.weights("w", 0.3, 100, 65)
                .node("MatMul", List.of(from, "w"), "y")
                .output("y")
                .write(folder.resolve("constants.onnx"), 13);
        assertThat(quantized(file, Schemes.W8)).isGreaterThan(0.9995);
        assertThat(operators.stream().filter("Constant"::equals)).hasSize(2);
    }

    private static NodeProto constant(String name, float value) {
        return NodeProto.newBuilder()
                .setOpType("Constant")
                .addOutput(name)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeProto.AttributeType.TENSOR)
                        .setT(Nodes.floats(name, new float[] {value})))
                .build();
    }

    /** Tensors of Constant nodes often have no name, or all the same: those of two layers must not be taken for one. */
    @Test
    void weightsWithoutNamesAreTheirLayersOwn() throws Exception {
        Small first = new Small().weights("value", 0.3, 100, 64).weights("value", 0.3, 64, 32);
        Path file = new Small()
                .input("x", DataType.FLOAT, 1, 4, 100)
                .node(constantOf(first.graph().getInitializer(0), "w"))
                .node(constantOf(first.graph().getInitializer(1), "v"))
                .node("MatMul", List.of("x", "w"), "h")
                .node("MatMul", List.of("h", "v"), "y")
                .output("y")
                .write(folder.resolve("nameless.onnx"), 13);
        for (String scheme : List.of(Schemes.W8A8, Schemes.W8A8_DYNAMIC, Schemes.W8, Schemes.W4A8)) {
            assertThat(quantized(file, scheme)).as(scheme).isGreaterThan(0.98);
        }
    }

    private static NodeProto constantOf(TensorProto tensor, String name) {
        return NodeProto.newBuilder()
                .setOpType("Constant")
                .addOutput(name)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeProto.AttributeType.TENSOR)
                        .setT(tensor.toBuilder().setName("value")))
                .build();
    }

    /** Of a recurrent layer often the last state alone is read: its first output has no name. */
    @Test
    void recurrentLayersOfWhichTheLastStateIsReadAlone() throws Exception {
        Small small = new Small()
                .input("x", DataType.FLOAT, 5, 1, 24)
                .weights("w", 0.3, 1, 64, 24)
                .weights("r", 0.3, 1, 64, 16);
        small.node(NodeProto.newBuilder()
                .setOpType("LSTM")
                .addAllInput(List.of("x", "w", "r"))
                .addAllOutput(List.of("", "y"))
                .addAttribute(Nodes.attribute("hidden_size", 16))
                .build());
        Path file = small.output("y").write(folder.resolve("last.onnx"), 14);
        assertThat(quantized(file, Schemes.W8A8)).isGreaterThan(0.999);
        assertThat(made.layers().get(0).name()).isEqualTo("y");
    }

    /** What is added row by row is no bias of the columns, even where there are as many. */
    @Test
    void whatIsAddedToRowsStaysWithRows() throws Exception {
        Path file = new Small()
                .input("x", DataType.FLOAT, 4, 300)
                .weights("w", 0.1, 300, 4)
                .values("c", new float[] {-100, 0, 100, 200}, 4, 1)
                .node("Gemm", List.of("x", "w", "c"), "y")
                .output("y")
                .write(folder.resolve("rows.onnx"), 13);
        for (String scheme : List.of(Schemes.W8A8, Schemes.W8A8_DYNAMIC, Schemes.W4A8)) {
            assertThat(quantized(file, scheme)).as(scheme).isGreaterThan(0.999);
        }
    }

    /** Exporters give both branches weights of their own that are the same. */
    @Test
    void branchesShareWhatIsTheSame() throws Exception {
        Small yes = new Small()
                .weights("mine", 0.2, 64, 32)
                .node("MatMul", List.of("x", "mine"), "a")
                .output("a");
        Small no = new Small()
                .weights("yours", 0.2, 64, 32)
                .node("MatMul", List.of("x", "yours"), "b")
                .output("b");
        NodeProto branch = Nodes.node("If", List.of("large"), "y")
                .addAttribute(Small.inner("then_branch", yes.graph()))
                .addAttribute(Small.inner("else_branch", no.graph()))
                .build();
        Path file = new Small()
                .input("x", DataType.FLOAT, 1, 64)
                .values("limit", new float[] {32})
                .node("ReduceSum", List.of("x"), "sum", Nodes.attribute("keepdims", 0))
                .node("Greater", List.of("sum", "limit"), "large")
                .node(branch)
                .output("y")
                .write(folder.resolve("same.onnx"), 13);
        assertThat(quantized(file, Schemes.W8A8, Onnx.HERE, Onnx.noise(file, 30, 1, 1)))
                .isGreaterThan(0.999);
        assertThat(Files.size(folder.resolve(Schemes.W8A8 + Onnx.HERE.size() + ".onnx")))
                .isLessThan(Files.size(file) / 8 + 2_000);
    }

    /** Weights of the graph around it, and of its own. */
    @Test
    void layersWithinBranches() throws Exception {
        Small yes = new Small().node("MatMul", List.of("x", "outer"), "a").output("a");
        Small no = new Small()
                .weights("own", 0.2, 64, 32)
                .node("MatMul", List.of("x", "own"), "b")
                .output("b");
        NodeProto branch = Nodes.node("If", List.of("large"), "y")
                .addAttribute(Small.inner("then_branch", yes.graph()))
                .addAttribute(Small.inner("else_branch", no.graph()))
                .build();
        Path file = new Small()
                .input("x", DataType.FLOAT, 1, 64)
                .weights("outer", 0.3, 64, 32)
                .values("limit", new float[] {32})
                .node("ReduceSum", List.of("x"), "sum", Nodes.attribute("keepdims", 0))
                .node("Greater", List.of("sum", "limit"), "large")
                .node(branch)
                .output("y")
                .write(folder.resolve("branches.onnx"), 13);
        List<Map<String, Tensor>> samples =
                new ArrayList<>(Onnx.noise(file, 30, 1, 1)); // half of them beyond the limit
        for (String scheme : List.of(Schemes.W4A8, Schemes.W8A8)) {
            assertThat(quantized(file, scheme, Onnx.HERE, samples)).isGreaterThan(0.985);
        }
        assertThat(schemes()).as("ranges are not known within").containsExactly(Schemes.W8A8_DYNAMIC);
        assertThat(operators.stream().filter("MatMulInteger"::equals)).hasSize(2);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.ModelWriter.Layout;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.OperatorSetIdProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small models, run in ONNX Runtime before and after. */
class BatchNormFoldingTest {
    private static final int SIDE = 6;

    @TempDir
    Path folder;

    private final Random random = new Random(11);
    private int channels = 4;
    private int written;

    /** Different in each channel, so that a mistake in their order shows. */
    private TensorProto random(String name, float least, long... shape) {
        int count = 1;
        for (long each : shape) {
            count *= (int) each;
        }
        ByteBuffer values = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            values.putFloat(least + 2 * random.nextFloat());
        }
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
        for (long each : shape) {
            tensor.addDims(each);
        }
        return tensor.setRawData(ByteString.copyFrom(values.flip())).build();
    }

    private static AttributeProto number(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private GraphProto.Builder vectors(String prefix) {
        return GraphProto.newBuilder()
                .addInitializer(random(prefix + "scale", -1, channels))
                .addInitializer(random(prefix + "shift", -1, channels))
                .addInitializer(random(prefix + "mean", -1, channels))
                .addInitializer(random(prefix + "variance", 0.1f, channels));
    }

    private static NodeProto norm(String prefix, String output, String input) {
        return Models.node(
                "BatchNormalization",
                output,
                input,
                prefix + "scale",
                prefix + "shift",
                prefix + "mean",
                prefix + "variance");
    }

    /** {@code x → Conv → BatchNormalization → y}, with 3×3 kernels. */
    private GraphProto.Builder convAndNorm(int inputs, int group, boolean hasBias) {
        GraphProto.Builder graph = vectors("")
                .setName("g")
                .addInput(Models.value("x", 1, inputs, SIDE, SIDE))
                .addOutput(Models.value("y", 1, channels, SIDE - 2, SIDE - 2))
                .addInitializer(random("weight", -1, channels, inputs / group, 3, 3));
        NodeProto conv = hasBias
                ? Models.node("Conv", "between", "x", "weight", "bias")
                : Models.node("Conv", "between", "x", "weight");
        if (hasBias) {
            graph.addInitializer(random("bias", -1, channels));
        }
        return graph.addNode(conv.toBuilder().addAttribute(number("group", group)))
                .addNode(norm("", "y", "between"));
    }

    private GraphProto.Builder plain() {
        return convAndNorm(4, 1, true);
    }

    private static long norms(GraphProto graph) {
        return graph.getNodeList().stream()
                .filter(node -> node.getOpType().equals("BatchNormalization"))
                .count();
    }

    /** Folds, and compares what both models answer. */
    private GraphProto folded(GraphProto.Builder graph) throws Exception {
        ModelProto before = ModelReader.read(Models.save(Models.model(graph), folder.resolve("before.onnx")));
        Path after = folder.resolve("after" + written++ + ".onnx");
        ModelProto folded;
        try (WeightsFile weights = new WeightsFile(folder)) {
            folded = BatchNormFolding.fold(before, weights);
            ModelWriter.write(folded, after, Layout.INLINE);
        }
        List<float[]> expected = Runs.of(folder.resolve("before.onnx")).orElseThrow();
        List<float[]> now = Runs.of(after).orElseThrow();
        assertThat(now).hasSameSizeAs(expected);
        for (int i = 0; i < now.size(); i++) {
            assertThat(now.get(i)).containsExactly(expected.get(i), within(2e-4f));
        }
        return folded.getGraph();
    }

    private ModelProto foldedOnly(ModelProto model) throws Exception {
        ModelProto read = ModelReader.read(Models.save(model, folder.resolve("only.onnx")));
        try (WeightsFile weights = new WeightsFile(folder)) {
            return BatchNormFolding.fold(read, weights);
        }
    }

    /** Says that a model stays as it is. */
    private void assertStays(ModelProto model) throws Exception {
        assertThat(foldedOnly(model).getGraph().getNodeList())
                .isEqualTo(model.getGraph().getNodeList());
    }

    private void assertStays(GraphProto.Builder graph) throws Exception {
        assertStays(Models.model(graph));
    }

    private static GraphProto.Builder change(GraphProto.Builder graph, int node, UnaryOperator<NodeProto.Builder> how) {
        return graph.setNode(node, how.apply(graph.getNode(node).toBuilder()));
    }

    @ParameterizedTest(name = "{0} to {1} channels in {2} groups, bias {3}")
    @CsvSource({
        "3, 5, 1, true",
        "3, 5, 1, false", // plain
        "4, 4, 4, true",
        "4, 4, 4, false",
        "4, 8, 4, false", // depthwise, once with two filters for each channel
        "4, 6, 2, true",
        "6, 9, 3, false", // grouped
        "16, 32, 1, true", // its weights stay in the file
    })
    void changesNoAnswer(int inputs, int outputs, int group, boolean hasBias) throws Exception {
        channels = outputs;
        GraphProto graph = folded(convAndNorm(inputs, group, hasBias));
        assertThat(graph.getNodeList()).extracting(NodeProto::getOpType).containsExactly("Conv");
        assertThat(graph.getInitializerCount()).isEqualTo(2);
    }

    @Test
    void aBiasThatIsLeftOutByAnEmptyNameIsNone() throws Exception {
        assertThat(norms(folded(change(convAndNorm(4, 1, false), 0, conv -> conv.addInput("")))))
                .isZero();
    }

    @Test
    void takesTheNodesOwnEpsilon() throws Exception {
        AttributeProto epsilon = AttributeProto.newBuilder()
                .setName("epsilon")
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(0.5f)
                .build();
        assertThat(norms(folded(change(plain(), 1, norm -> norm.addAttribute(epsilon)))))
                .isZero();
    }

    @Test
    void foldsTwoInARow() throws Exception {
        GraphProto.Builder graph = plain().mergeFrom(vectors("second_").build());
        change(graph, 1, norm -> norm.setOutput(0, "first"));
        assertThat(norms(folded(graph.addNode(norm("second_", "y", "first"))))).isZero();
    }

    @Test
    void foldsWeightsOfConstantNodes() throws Exception {
        GraphProto.Builder graph = plain();
        TensorProto weight = graph.getInitializer(4);
        NodeProto constant = Models.node("Constant", "weight").toBuilder()
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeProto.AttributeType.TENSOR)
                        .setT(weight.toBuilder().clearName()))
                .build();
        GraphProto after = folded(graph.removeInitializer(4).addNode(0, constant));
        assertThat(after.getNodeList()).extracting(NodeProto::getOpType).containsExactly("Conv");
    }

    @Test
    void leavesWeightsToTheOtherConvolutionThatHasThem() throws Exception {
        GraphProto.Builder graph = plain().addOutput(Models.value("z", 1, 4, SIDE - 2, SIDE - 2))
                .addNode(Models.node("Conv", "z", "x", "weight", "bias"));
        GraphProto after = folded(graph);
        assertThat(norms(after)).isZero();
        assertThat(after.getNode(1).getInputList()).containsExactly("x", "weight", "bias");
    }

    @Test
    void keepsWhatSomebodyElseReads() throws Exception {
        assertThat(norms(folded(plain().addOutput(Models.value("z", 1, 4, SIDE - 2, SIDE - 2))
                        .addNode(Models.node("Relu", "z", "between")))))
                .isOne();
        assertThat(norms(folded(plain().addOutput(Models.value("between", 1, 4, SIDE - 2, SIDE - 2)))))
                .isOne();
        GraphProto branch = GraphProto.newBuilder()
                .addNode(Models.node("Relu", "r", "between"))
                .build();
        assertStays(plain().addNode(Models.node("If", "z", "x").toBuilder()
                .addAttribute(AttributeProto.newBuilder().setName("then_branch").setG(branch))));
    }

    @Test
    void foldsOnlyWhatIsConstant() throws Exception {
        for (String name : List.of("scale", "variance", "weight", "bias")) {
            assertStays(plain().addInput(Models.value(name, 4)));
        }
    }

    @Test
    void foldsWeightsThatAnOldFormatNamesAsInputs() throws Exception {
        GraphProto graph = plain().build();
        GraphProto.Builder old = graph.toBuilder();
        for (TensorProto weight : graph.getInitializerList()) {
            long[] shape =
                    weight.getDimsList().stream().mapToLong(Long::longValue).toArray();
            old.addInput(Models.value(weight.getName(), shape));
        }
        ModelProto model = Models.model(old).toBuilder().setIrVersion(3).build();
        ModelProto after = foldedOnly(model);
        assertThat(norms(after.getGraph())).isZero();
        assertThat(after.getGraph().getInputList()).hasSize(1);
        assertThat(after.getIrVersion()).isEqualTo(4);
        assertStays(old); // from IR 4 on they may be given otherwise
    }

    @Test
    void foldsOnlyTheOperatorsOfOnnx() throws Exception {
        assertStays(change(plain(), 0, conv -> conv.setDomain("com.example")));
        assertStays(change(plain(), 1, norm -> norm.setDomain("com.example")));
        GraphProto.Builder explicit = plain();
        change(explicit, 0, conv -> conv.setDomain("ai.onnx"));
        change(explicit, 1, norm -> norm.setDomain("ai.onnx"));
        assertThat(norms(foldedOnly(Models.model(explicit)).getGraph())).isZero();
    }

    @Test
    void foldsNoTraining() throws Exception {
        assertStays(change(plain(), 1, norm -> norm.addAttribute(number("training_mode", 1))));
        assertStays(change(plain(), 1, norm -> norm.addOutput("running_mean")));
        assertStays(change(plain(), 1, norm -> norm.addAttribute(number("spatial", 0))));
        assertStays(Models.model(plain()).toBuilder() // where is_test says so, and is 0 if it says nothing
                .setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(6))
                .build());
    }

    @Test
    void leavesWhatDoesNotFit() throws Exception {
        GraphProto.Builder graph = plain();
        assertStays(plain().setInitializer(5, random("bias", 0, 3)));
        assertStays(plain().setInitializer(5, random("bias", 0, 5)));
        assertStays(plain().setInitializer(0, random("scale", 0, 5)));
        assertStays(graph.setInitializer(4, graph.getInitializer(4).toBuilder().setDataType(10)));
        channels = 0;
        assertStays(convAndNorm(4, 1, false));
    }
}

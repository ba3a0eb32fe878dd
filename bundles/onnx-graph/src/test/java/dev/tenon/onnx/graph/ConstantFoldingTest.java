// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.ModelWriter.Layout;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConstantFoldingTest {
    private static final int SIDE = 30;

    /** More than any value of the product, which is rounded otherwise where the weights are known beforehand. */
    private static final float LARGEST = 2f * SIDE * SIDE * SIDE;

    @TempDir
    Path folder;

    private int written;

    /** {@code y = x · (wᵀ + wᵀ)}, of which all but the product is the same in each run. */
    private static GraphProto.Builder product() {
        TensorProto weight = Models.floats("w", SIDE)
                .addDims(SIDE)
                .setRawData(ByteString.copyFrom(Models.counting(SIDE * SIDE)))
                .build();
        return GraphProto.newBuilder()
                .setName("g")
                .addInput(Models.value("x", 1, SIDE))
                .addOutput(Models.value("y", 1, SIDE))
                .addInitializer(weight)
                .addNode(Models.node("Transpose", "t", "w"))
                .addNode(Models.node("Add", "twice", "t", "t"))
                .addNode(Models.node("MatMul", "y", "x", "twice"));
    }

    private ModelProto folded(ModelProto model) throws Exception {
        Path before = Models.save(model, folder.resolve("before" + ++written + ".onnx"));
        Path after = folder.resolve("after" + written + ".onnx");
        try (WeightsFile weights = new WeightsFile(folder)) {
            ModelProto folded = ConstantFolding.fold(ModelReader.read(before), Runs.evaluator(folder), weights);
            ModelWriter.write(folded, after, Layout.INLINE);
            assertThat(Runs.of(after).orElseThrow().get(0))
                    .containsExactly(Runs.of(before).orElseThrow().get(0), within(LARGEST * 1e-6f));
            return folded;
        }
    }

    private static List<String> operators(ModelProto model) {
        return model.getGraph().getNodeList().stream().map(NodeProto::getOpType).toList();
    }

    @Test
    void whatIsTheSameInEachRunBecomesAValue() throws Exception {
        ModelProto folded = folded(Models.model(product()));
        assertThat(operators(folded)).containsExactly("Constant", "MatMul");
        assertThat(folded.getGraph().getInitializerList())
                .as("nobody reads it any more")
                .isEmpty();
        assertThat(Region.of(folded.getGraph().getNode(0).getAttribute(0).getT()))
                .as("it is large")
                .isPresent();
    }

    @Test
    void keepsWhatDependsOnAnInput() throws Exception {
        GraphProto.Builder graph = product();
        graph.setNode(1, Models.node("Add", "twice", "t", "x"));
        assertThat(operators(folded(Models.model(graph)))).containsExactly("Constant", "Add", "MatMul");
    }

    @Test
    void keepsWeightsThatMayBeGivenOtherwise() throws Exception {
        GraphProto.Builder graph = product().addInput(Models.value("w", SIDE, SIDE));
        ModelProto model = Models.model(graph);
        assertThat(fold(model)).isEqualTo(model);
        assertThat(operators(fold(model.toBuilder().setIrVersion(3).build())))
                .as("before IR 4 nobody can")
                .containsExactly("Constant", "MatMul");
    }

    @Test
    void keepsWhatIsAnOutputOrRandomOrQuantized() throws Exception {
        for (NodeProto node : List.of(
                Models.node("RandomNormalLike", "twice", "t"),
                Models.node("Add", "twice", "t", "t").toBuilder()
                        .setDomain("org.example")
                        .build())) {
            assertThat(operators(fold(Models.model(product().setNode(1, node)))))
                    .containsExactly("Constant", node.getOpType(), "MatMul");
        }
        GraphProto.Builder shown = product().addOutput(Models.value("twice", SIDE, SIDE));
        assertThat(operators(fold(Models.model(shown)))).containsExactly("Constant", "Add", "MatMul");
    }

    @Test
    void saysWhatWasNotEvaluated() throws Exception {
        ModelProto model = ModelReader.read(Models.save(Models.model(product()), folder.resolve("m.onnx")));
        try (WeightsFile weights = new WeightsFile(folder)) {
            assertThatThrownBy(() -> ConstantFolding.fold(model, part -> Map.of(), weights))
                    .isInstanceOf(OnnxException.class)
                    .hasMessageContaining("twice");
        }
    }

    private ModelProto fold(ModelProto model) throws IOException {
        try (WeightsFile weights = new WeightsFile(folder)) {
            return ConstantFolding.fold(model, Runs.evaluator(folder), weights);
        }
    }
}

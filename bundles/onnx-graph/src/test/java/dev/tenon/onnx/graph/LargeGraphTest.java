// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time that a change takes grows with the nodes, not with their square. */
class LargeGraphTest {
    private static final int NODES = 10_000;

    /** Far more than it takes, on a machine that does other things, too. */
    private static final Duration ENOUGH = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void normalizationsAreFoldedInTime() throws Exception {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .addInitializer(Models.floats("w", 1).addDims(1).setRawData(ByteString.copyFrom(new byte[Float.BYTES])))
                .addInitializer(Models.floats("v", 1).setRawData(ByteString.copyFrom(new byte[Float.BYTES])));
        for (int i = 0; i < NODES; i += 2) {
            graph.addNode(Models.node("Conv", "v" + (i + 1), "v" + i, "w"))
                    .addNode(Models.node("BatchNormalization", "v" + (i + 2), "v" + (i + 1), "v", "v", "v", "v"));
        }
        try (WeightsFile weights = new WeightsFile(folder)) {
            long start = System.nanoTime();
            ModelProto folded = BatchNormFolding.fold(Models.model(graph), weights);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ENOUGH);
            assertThat(folded.getGraph().getNodeList()).hasSize(NODES / 2);
        }
    }

    @Test
    void constantsAreFoldedInTime() throws Exception {
        GraphProto.Builder graph = GraphProto.newBuilder().addInitializer(Models.typed("c", 1));
        for (int i = 0; i < NODES; i += 2) {
            graph.addNode(Models.node("Neg", "c" + i, i == 0 ? "c" : "c" + (i - 2)))
                    .addNode(Models.node("Add", "y" + i, "x", "c" + i));
        }
        ConstantFolding.Evaluator evaluator = part -> {
            Map<String, TensorProto> values = new HashMap<>();
            part.getGraph()
                    .getOutputList()
                    .forEach(output -> values.put(
                            output.getName(), Models.typed(output.getName(), 1).build()));
            return values;
        };
        try (WeightsFile weights = new WeightsFile(folder)) {
            long start = System.nanoTime();
            ModelProto folded = ConstantFolding.fold(Models.model(graph), evaluator, weights);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ENOUGH);
            List<NodeProto> nodes = folded.getGraph().getNodeList();
            assertThat(nodes)
                    .filteredOn(node -> node.getOpType().equals("Constant"))
                    .hasSize(NODES / 2);
        }
    }

    @Test
    void anOpsetIsRaisedInTime() throws Exception {
        GraphProto.Builder graph = GraphProto.newBuilder().addInput(Models.value("v0", 2, 3, 4));
        for (int i = 0; i < NODES; i += 2) {
            graph.addNode(OpsetsTest.with(Models.node("Clip", "v" + (i + 1), "v" + i), OpsetsTest.number("max", i)))
                    .addNode(Models.node("Softmax", "v" + (i + 2), "v" + (i + 1)));
        }
        ModelProto model = OpsetsTest.model(9, graph.build());
        long start = System.nanoTime();
        ModelProto raised = Opsets.atLeast(model, 13);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ENOUGH);
        assertThat(raised.getGraph().getNodeList()).hasSize(NODES / 2 * 5);
    }
}

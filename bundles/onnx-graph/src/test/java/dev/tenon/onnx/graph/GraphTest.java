// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.SparseTensorProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTest {
    /** The branch of an {@code If}: reads {@code outer}, of the graph around it, and gives out {@code given}. */
    private static final GraphProto BRANCH = GraphProto.newBuilder()
            .setName("branch")
            .addInput(value("inner_input"))
            .addInitializer(Models.floats("inner_weight", 1))
            .addSparseInitializer(SparseTensorProto.newBuilder().setValues(Models.floats("inner_sparse", 1)))
            .addNode(Models.node("Add", "inner_sum", "outer", "inner_weight"))
            .addOutput(value("given"))
            .build();

    private static ValueInfoProto value(String name) {
        return ValueInfoProto.newBuilder().setName(name).build();
    }

    private static NodeProto choice(AttributeProto.Builder branch) {
        return Models.node("If", "chosen", "condition").toBuilder()
                .addAttribute(branch.setName("then_branch"))
                .build();
    }

    private static NodeProto choice() {
        return choice(AttributeProto.newBuilder().setG(BRANCH));
    }

    private static NodeProto constant(String output) {
        return Models.node("Constant", output).toBuilder()
                .addAttribute(AttributeProto.newBuilder().setName("value").setT(Models.floats(output, 1)))
                .build();
    }

    private static GraphProto graph(NodeProto... nodes) {
        return GraphProto.newBuilder().addAllNode(List.of(nodes)).build();
    }

    @Test
    void isTheSameWhereNothingIsChanged() {
        GraphProto graph = graph(constant("c"), choice()).toBuilder()
                .setName("g")
                .addInput(value("x"))
                .addOutput(value("chosen"))
                .addInitializer(Models.floats("w", 1))
                .addSparseInitializer(SparseTensorProto.newBuilder().setValues(Models.floats("s", 1)))
                .addValueInfo(value("c"))
                .setDocString("said")
                .build();
        assertThat(Graph.of(graph).build()).isEqualTo(graph);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "w",
                "s",
                "condition",
                "chosen",
                "c",
                "outer",
                "given",
                "inner_input",
                "inner_weight",
                "inner_sparse",
                "inner_sum",
                "from_around"
            })
    void givesNoNameThatIsInUseHereOrWithin(String taken) {
        Graph graph = Graph.of(graph(constant("c"), choice(), Models.node("Relu", "y", "from_around")).toBuilder()
                .addInput(value("x"))
                .addInitializer(Models.floats("w", 1))
                .addSparseInitializer(SparseTensorProto.newBuilder().setValues(Models.floats("s", 1)))
                .build());
        TensorProto tensor = Models.floats(taken, 1).build();
        assertThat(graph.add(tensor)).isEqualTo(taken + "_2");
        assertThat(graph.add(tensor)).isEqualTo(taken + "_3");
        assertThat(graph.constant(taken + "_3")).isPresent();
    }

    @Test
    void seesReadersWithinBranches() {
        AttributeProto.Builder deep = AttributeProto.newBuilder().setG(graph(choice()));
        Graph graph = Graph.of(graph(choice(), choice(deep), Models.node("Relu", "y", "x")));
        assertThat(graph.readers("outer")).containsExactly(choice(), choice(deep));
        assertThat(graph.readers("given")).hasSize(2);
        assertThat(graph.readers("x")).hasSize(1);
        assertThat(graph.readers("inner_sum")).isEmpty();
    }

    @Test
    void seesBothKindsOfGraphsOfAnAttribute() {
        AttributeProto.Builder both = AttributeProto.newBuilder()
                .setG(graph(Models.node("Relu", "r", "one")))
                .addGraphs(graph(Models.node("Relu", "r", "other")));
        Graph graph = Graph.of(graph(constant("one"), constant("other"), choice(both)));
        graph.sweep();
        assertThat(graph.nodes()).hasSize(3);
    }

    @Test
    void anInputOrOutputThatIsLeftOutIsNoValue() {
        NodeProto dropout =
                Models.node("Dropout", "y", "x", "").toBuilder().addOutput("").build();
        Graph graph = Graph.of(graph(dropout));
        assertThat(graph.producer("")).isEmpty();
        assertThat(graph.readers("")).isEmpty();
        assertThat(graph.constant("")).isEmpty();
    }

    @Test
    void knowsWhatIsTheSameInEachRun() {
        NodeProto foreign =
                constant("foreign").toBuilder().setDomain("com.example").build();
        NodeProto number = Models.node("Constant", "number").toBuilder()
                .addAttribute(AttributeProto.newBuilder().setName("value_float").setF(1))
                .build();
        NodeProto explicit =
                constant("explicit").toBuilder().setDomain("ai.onnx").build();
        Graph graph = Graph.of(graph(constant("c"), foreign, number, explicit, choice()).toBuilder()
                .addInput(value("x"))
                .addInput(value("default"))
                .addInitializer(Models.floats("default", 1))
                .addInitializer(Models.floats("w", 1))
                .build());
        assertThat(List.of("w", "c", "explicit"))
                .allSatisfy(name -> assertThat(graph.constant(name)).isPresent());
        assertThat(List.of("x", "default", "foreign", "number", "outer", "inner_weight", "chosen"))
                .allSatisfy(name -> assertThat(graph.constant(name)).isEmpty());
    }

    @Test
    void sweepsWhatNothingReads() {
        NodeProto foreign =
                constant("foreign").toBuilder().setDomain("com.example").build();
        Graph graph =
                Graph.of(graph(constant("unread"), constant("outer"), constant("out"), foreign, choice()).toBuilder()
                        .addInput(value("default"))
                        .addOutput(value("out"))
                        .addOutput(value("w_out"))
                        .addInitializer(Models.floats("default", 1))
                        .addInitializer(Models.floats("condition", 1))
                        .addInitializer(Models.floats("given", 1))
                        .addInitializer(Models.floats("w_out", 1))
                        .addInitializer(Models.floats("w_unread", 1))
                        .addInitializer(Models.floats("inner_sum", 1))
                        .build());
        graph.sweep();
        assertThat(graph.nodes()).containsExactly(constant("outer"), constant("out"), foreign, choice());
        assertThat(graph.build().getInitializerList())
                .extracting(TensorProto::getName)
                .containsExactly("default", "condition", "given", "w_out");
    }

    @Test
    void replacesWhereTheNodeWas() {
        NodeProto first = Models.node("Relu", "a", "x");
        NodeProto second = Models.node("Relu", "b", "a");
        NodeProto third = Models.node("Relu", "c", "b");
        Graph graph = Graph.of(graph(first, second, third));
        NodeProto one = Models.node("Neg", "n", "a");
        NodeProto two = Models.node("Neg", "b", "n");
        graph.replace(second, one, two);
        assertThat(graph.nodes()).containsExactly(first, one, two, third);
        assertThat(graph.add(Models.floats("n", 1).build())).isEqualTo("n_2");
        graph.replace(third);
        assertThat(graph.nodes()).containsExactly(first, one, two);
        assertThatThrownBy(() -> graph.replace(second)).isInstanceOf(IllegalArgumentException.class);
    }
}

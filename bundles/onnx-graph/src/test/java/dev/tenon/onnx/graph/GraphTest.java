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
import java.util.ArrayList;
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

    @Test
    void replacesTheVeryNodeAndOnlyElseOneThatEqualsIt() {
        NodeProto first = Models.node("Relu", "a", "x");
        NodeProto twin = Models.node("Relu", "a", "x");
        NodeProto other = Models.node("Neg", "b", "x");
        Graph graph = Graph.of(graph(first, other, twin));
        NodeProto once = Models.node("Abs", "c", "x");
        graph.replace(twin, once);
        assertThat(graph.nodes()).containsExactly(first, other, once);
        graph.replace(twin);
        assertThat(graph.nodes()).as("the first is equal").containsExactly(other, once);
        assertThatThrownBy(() -> graph.replace(twin)).isInstanceOf(IllegalArgumentException.class);
        NodeProto silent = Models.node("Print", "", "x");
        graph.append(silent);
        graph.replace(silent.toBuilder().build());
        assertThat(graph.nodes()).containsExactly(other, once);
    }

    @Test
    void findsWhatIsThereNow() {
        NodeProto relu = Models.node("Relu", "a", "x");
        NodeProto reader = Models.node("Add", "b", "a", "a");
        Graph graph = Graph.of(graph(relu, reader));
        NodeProto quantize = Models.node("QuantizeLinear", "q", "x");
        NodeProto dequantize = Models.node("Relu", "a", "q");
        graph.replace(relu, quantize, dequantize);
        assertThat(graph.producer("a")).containsSame(dequantize);
        assertThat(graph.readers("x")).containsExactly(quantize);
        assertThat(graph.readers("q")).containsExactly(dequantize);
        assertThat(graph.readers("a")).containsExactly(reader);
        graph.append(constant("c"), Models.node("Mul", "d", "c", "a"));
        assertThat(graph.constant("c")).isPresent();
        assertThat(graph.readers("a")).extracting(NodeProto::getOpType).containsExactly("Add", "Mul");
        graph.replace(graph.producer("d").orElseThrow());
        graph.sweep();
        assertThat(graph.producer("c")).isEmpty();
        assertThat(graph.constant("c")).isEmpty();
        assertThat(graph.unique("d")).as("a name is given once").isEqualTo("d_2");
        graph.replace(quantize);
        assertThat(graph.readers("x")).isEmpty();
    }

    @Test
    void keepsTheOrderHoweverOftenAPlaceIsFilled() {
        NodeProto last = Models.node("Relu", "last", "x");
        Graph graph = Graph.of(graph(Models.node("Relu", "0", "x"), last));
        List<String> expected = new ArrayList<>(List.of("0"));
        for (int i = 1; i < 200; i++) {
            NodeProto before = graph.producer("" + (i - 1)).orElseThrow();
            graph.replace(before, before, Models.node("Relu", "" + i, "x"));
            expected.add("" + i);
        }
        expected.add("last");
        assertThat(graph.nodes()).extracting(node -> node.getOutput(0)).isEqualTo(expected);
        assertThat(graph.readers("x")).isEqualTo(graph.nodes());
        NodeProto first = graph.nodes().get(0);
        for (int i = 0; i < 100; i++) {
            graph.replace(first, Models.node("Neg", "before" + i, "x"), first);
        }
        assertThat(graph.nodes()).hasSize(301);
        assertThat(graph.nodes().indexOf(first)).isEqualTo(100);
        assertThat(graph.producer("last")).containsSame(last);
    }

    @Test
    void givesFreeNamesOnce() {
        Graph graph = Graph.of(graph(Models.node("Relu", "y", "x")));
        assertThat(graph.unique("z")).isEqualTo("z");
        assertThat(graph.unique("z")).isEqualTo("z_2");
        assertThat(graph.unique("x")).isEqualTo("x_2");
        assertThat(graph.add(Models.floats("z", 1).build())).isEqualTo("z_3");
        assertThat(graph.unique("")).isNotEmpty();
        graph.append(Models.node("Relu", "z_4", "x"));
        assertThat(graph.unique("z")).isEqualTo("z_5");
    }

    @Test
    void nodesReadAnotherValue() {
        NodeProto add = Models.node("Add", "a", "outer", "outer");
        NodeProto mul = Models.node("Mul", "m", "outer", "a");
        Graph graph = Graph.of(graph(add, mul, choice(), Models.node("Neg", "n", "x")).toBuilder()
                .addOutput(value("outer"))
                .build());
        graph.redirect("outer", "other", node -> !node.getOpType().equals("Mul"));
        assertThat(graph.nodes().get(0).getInputList()).containsExactly("other", "other");
        assertThat(graph.nodes().get(1)).isSameAs(mul);
        GraphProto branch = graph.nodes().get(2).getAttribute(0).getG();
        assertThat(branch.getNode(0).getInputList()).containsExactly("other", "inner_weight");
        assertThat(graph.readers("outer")).containsExactly(mul);
        assertThat(graph.readers("other")).hasSize(2);
        assertThat(graph.isOutput("outer")).isTrue();
        assertThat(graph.unique("other")).isEqualTo("other_2");
    }

    @Test
    void asksForNodesWithinOneByOneAndForWhatAGraphGivesOut() {
        AttributeProto.Builder deep = AttributeProto.newBuilder().addGraphs(graph(choice()));
        Graph graph = Graph.of(graph(choice(deep)));
        graph.redirect("outer", "other", node -> node.getOpType().equals("If"));
        assertThat(graph.readers("other")).isEmpty();
        graph.redirect("outer", "other", node -> node.getOpType().equals("Add"));
        assertThat(graph.readers("other")).hasSize(1);
        assertThat(graph.readers("outer")).isEmpty();
        graph.redirect("given", "taken", node -> node.getOpType().equals("Add"));
        assertThat(graph.readers("given")).hasSize(1);
        graph.redirect("given", "taken", node -> node.getOpType().equals("If"));
        assertThat(graph.readers("given")).isEmpty();
        assertThat(graph.readers("taken")).hasSize(1);
    }

    @Test
    void leavesAloneWhatAGraphWithinHasItself() {
        for (String own : List.of("inner_input", "inner_weight", "inner_sparse", "inner_sum")) {
            GraphProto hiding =
                    BRANCH.toBuilder().addNode(Models.node("Relu", "r", own)).build();
            NodeProto choice = choice(AttributeProto.newBuilder().setG(hiding));
            NodeProto neg = Models.node("Neg", "n", own);
            Graph graph = Graph.of(graph(choice, neg));
            graph.redirect(own, "other", node -> true);
            assertThat(graph.nodes().get(0)).isSameAs(choice);
            assertThat(graph.nodes().get(1).getInput(0)).isEqualTo("other");
            List<NodeProto> before = graph.nodes();
            assertThatThrownBy(() -> graph.redirect("outer", own, node -> true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(own);
            assertThat(graph.nodes()).isEqualTo(before);
        }
    }

    @Test
    void namesAnOutputOtherwise() {
        NodeProto relu = Models.node("Relu", "a", "x");
        NodeProto neg = Models.node("Neg", "b", "a");
        Graph graph = Graph.of(graph(relu, neg).toBuilder()
                .addInput(value("x"))
                .addInitializer(Models.floats("w", 1))
                .build());
        NodeProto renamed = graph.renameOutput(relu, 0, "raw");
        assertThat(graph.producer("raw")).containsSame(renamed);
        assertThat(graph.producer("a")).isEmpty();
        assertThat(graph.readers("a")).containsExactly(neg);
        assertThat(graph.nodes()).containsExactly(renamed, neg);
        assertThat(graph.unique("raw")).isEqualTo("raw_2");
        for (String taken : List.of("x", "w", "b")) {
            assertThatThrownBy(() -> graph.renameOutput(renamed, 0, taken))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> graph.renameOutput(relu, 0, "c")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> graph.renameOutput(renamed, 1, "c")).isInstanceOf(IndexOutOfBoundsException.class);
    }
}

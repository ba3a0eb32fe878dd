// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.onnx.graph.ModelWriter.Layout;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorShapeProto;
import dev.tenon.onnx.graph.proto.TypeProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constant folding within branches and loops. */
class NestedConstantFoldingTest {
    @TempDir
    Path folder;

    private int written;
    private int evaluated;

    private static TensorProto number(String name, float value) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(1)
                .addFloatData(value)
                .build();
    }

    private static TensorProto flag(String name) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.BOOL_VALUE)
                .addInt32Data(1)
                .build();
    }

    private static TensorProto index(String name, long value) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addInt64Data(value)
                .build();
    }

    private static GraphProto.Builder graph(String name, String... outputs) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName(name);
        Stream.of(outputs).forEach(output -> graph.addOutput(Models.value(output, 1)));
        return graph;
    }

    private static AttributeProto attribute(String name, GraphProto.Builder graph) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(graph)
                .build();
    }

    private static NodeProto choice(String output, GraphProto.Builder then, GraphProto.Builder otherwise) {
        return Models.node("If", output, "cond").toBuilder()
                .addAttribute(attribute("then_branch", then))
                .addAttribute(attribute("else_branch", otherwise))
                .build();
    }

    /** {@code y} of {@code x}, a number from 0 to 1, and of {@code cond}, which is true or not as is asked for. */
    private static GraphProto.Builder outermost(boolean isTrue) {
        return graph("g", "y")
                .addInput(Models.value("x", 1))
                .addInitializer(number("middle", isTrue ? -1 : 2))
                .addNode(Models.node("Greater", "cond", "x", "middle"));
    }

    private static ValueInfoProto scalar(String name, int type) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type)
                                .setShape(TensorShapeProto.getDefaultInstance())))
                .build();
    }

    private static NodeProto loop(GraphProto.Builder body) {
        return Models.node("Loop", "y", "times", "", "start").toBuilder()
                .addAttribute(attribute("body", body))
                .build();
    }

    private static GraphProto.Builder body(String iteration, String carried, String result) {
        return GraphProto.newBuilder()
                .setName("body")
                .addInput(scalar(iteration, TensorProto.DataType.INT64_VALUE))
                .addInput(scalar("go", TensorProto.DataType.BOOL_VALUE))
                .addInput(Models.value(carried, 1))
                .addOutput(scalar("goOn", TensorProto.DataType.BOOL_VALUE))
                .addOutput(Models.value(result, 1))
                .addNode(Models.node("Identity", "goOn", "go"));
    }

    /** Folds it, and compares what it answers, to the last bit. */
    private GraphProto folded(GraphProto.Builder graph) throws Exception {
        Path before = Models.save(Models.model(graph), folder.resolve("before" + ++written + ".onnx"));
        Path after = folder.resolve("after" + written + ".onnx");
        try (WeightsFile weights = new WeightsFile(folder)) {
            ModelProto folded = ConstantFolding.fold(ModelReader.read(before), this::evaluate, weights);
            ModelWriter.write(folded, after, Layout.INLINE);
            assertThat(Runs.of(after).orElseThrow().get(0))
                    .containsExactly(Runs.of(before).orElseThrow().get(0));
            return folded.getGraph();
        }
    }

    private Map<String, TensorProto> evaluate(ModelProto part) throws IOException {
        evaluated++;
        return Runs.evaluator(folder).evaluate(part);
    }

    private static List<String> operators(GraphProto graph) {
        return graph.getNodeList().stream().map(NodeProto::getOpType).toList();
    }

    /** The graph within the last node. */
    private static GraphProto inner(GraphProto graph, int index) {
        return Graph.inner(graph.getNode(graph.getNodeCount() - 1)).toList().get(index);
    }

    private static Stream<String> constants(GraphProto graph) {
        return graph.getNodeList().stream()
                .flatMap(node -> Stream.concat(
                        Graph.isOnnx(node, "Constant") ? Stream.of(node.getOutput(0)) : Stream.empty(),
                        Graph.inner(node).flatMap(NestedConstantFoldingTest::constants)));
    }

    private static GraphProto.Builder branch(String output, float weight) {
        return graph("branch", output)
                .addInitializer(number("w", weight))
                .addNode(
                        Models.node("Neg", "n", "w").toBuilder().setName("node").build())
                .addNode(Models.node("Exp", "e", "n"))
                .addNode(Models.node("Mul", output, "x", "e"));
    }

    @Test
    void foldsInBothBranchesThoughTheirNamesAreTheSame() throws Exception {
        for (boolean isTrue : new boolean[] {true, false}) {
            evaluated = 0;
            GraphProto folded = folded(outermost(isTrue).addNode(choice("y", branch("r", 3), branch("r", 5))));
            assertThat(operators(inner(folded, 0))).containsExactly("Constant", "Mul");
            assertThat(operators(inner(folded, 1))).containsExactly("Constant", "Mul");
            assertThat(inner(folded, 0).getInitializerList())
                    .as("nobody reads it any more")
                    .isEmpty();
            assertThat(constants(folded)).as("each has a name of its own").doesNotHaveDuplicates();
            assertThat(evaluated).isOne();
        }
    }

    @Test
    void foldsWhatReadsConstantsOfGraphsAround() throws Exception {
        GraphProto.Builder then = graph("then", "a")
                .addInitializer(number("v", 7))
                .addNode(Models.node("Add", "s", "t", "v"))
                .addNode(Models.node("Mul", "a", "x", "s"));
        GraphProto.Builder otherwise = graph("else", "b").addNode(Models.node("Mul", "b", "x", "t"));
        GraphProto.Builder graph =
                outermost(true).addInitializer(number("o", 3)).addNode(Models.node("Exp", "t", "o"));
        GraphProto folded = folded(graph.clone().addNode(choice("y", then, otherwise)));
        assertThat(operators(folded)).containsExactly("Greater", "Constant", "If");
        assertThat(operators(inner(folded, 0))).containsExactly("Constant", "Mul");
        assertThat(evaluated).isOne();

        GraphProto unread = folded(graph.clone().addNode(choice("y", then, branch("b", 2))));
        assertThat(operators(unread)).as("what only folded nodes read").containsExactly("Greater", "If");
        assertThat(unread.getInitializerList()).extracting(TensorProto::getName).containsExactly("middle");
    }

    @Test
    void givesWhatABranchGivesOutAnOwnName() throws Exception {
        GraphProto.Builder same =
                graph("then", "r").addInitializer(number("w", 3)).addNode(Models.node("Neg", "r", "w"));
        for (boolean isTrue : new boolean[] {true, false}) {
            GraphProto folded = folded(outermost(isTrue).addNode(choice("y", same, branch("r", 5))));
            assertThat(operators(inner(folded, 0))).containsExactly("Constant");
            assertThat(inner(folded, 0).getOutput(0).getName())
                    .isEqualTo(inner(folded, 0).getNode(0).getOutput(0))
                    .isNotEqualTo("r");
        }
    }

    /** ONNX Runtime refuses nodes of a branch that make a value of a name around it: these are not run. */
    private GraphProto fold(GraphProto.Builder graph) throws IOException {
        try (WeightsFile weights = new WeightsFile(folder)) {
            return ConstantFolding.fold(Models.model(graph), this::evaluate, weights)
                    .getGraph();
        }
    }

    @Test
    void keepsWhatReadsAChangingValueThatHasTheNameOfAConstantAround() throws Exception {
        GraphProto.Builder then =
                graph("then", "a").addNode(Models.node("Mul", "k", "x", "x")).addNode(Models.node("Neg", "a", "k"));
        GraphProto.Builder graph = outermost(true).addInitializer(number("k", 3));
        GraphProto folded = fold(graph.clone().addNode(choice("y", then, branch("b", 2))));
        assertThat(operators(inner(folded, 0))).containsExactly("Mul", "Neg");
        assertThat(operators(inner(folded, 1))).containsExactly("Constant", "Mul");

        GraphProto.Builder reading = graph("then", "a").addNode(Models.node("Neg", "a", "k"));
        GraphProto.Builder deep = graph("then", "d")
                .addNode(Models.node("Mul", "k", "x", "x"))
                .addNode(choice("d", reading, branch("b", 3)));
        GraphProto nested = fold(graph.clone().addNode(choice("y", deep, branch("b", 2))));
        assertThat(operators(inner(inner(nested, 0), 0))).containsExactly("Neg");

        GraphProto.Builder late =
                graph("then", "a").addNode(Models.node("Neg", "a", "k")).addNode(Models.node("Mul", "k", "x", "x"));
        GraphProto before = fold(graph.clone().addNode(choice("y", late, branch("b", 2))));
        assertThat(operators(inner(before, 0))).as("though it stands too late").containsExactly("Neg", "Mul");
    }

    /** ONNX Runtime takes the value around it here, and the other where nobody else reads that one. */
    @Test
    void keepsWhatReadsAConstantThatHasTheNameOfAnotherAround() throws Exception {
        GraphProto.Builder then = graph("then", "a")
                .addInitializer(number("k", 3))
                .addNode(Models.node("Neg", "m", "k"))
                .addNode(Models.node("Mul", "a", "x", "m"));
        GraphProto.Builder otherwise = graph("else", "b").addNode(Models.node("Neg", "b", "k"));
        GraphProto.Builder changing = outermost(true).addNode(Models.node("Mul", "k", "x", "x"));
        GraphProto folded = folded(changing.addNode(choice("y", then, otherwise)));
        assertThat(operators(inner(folded, 0))).containsExactly("Neg", "Mul");
        assertThat(operators(inner(folded, 1))).containsExactly("Neg");

        GraphProto.Builder constant =
                outermost(true).addInitializer(number("k", 5)).addNode(Models.node("Neg", "n", "k"));
        GraphProto both =
                folded(constant.addNode(choice("r", then, otherwise)).addNode(Models.node("Add", "y", "r", "n")));
        assertThat(operators(both)).containsExactly("Greater", "Neg", "If", "Add");
        assertThat(operators(both.getNode(2).getAttribute(0).getG())).containsExactly("Neg", "Mul");
        assertThat(operators(both.getNode(2).getAttribute(1).getG())).containsExactly("Neg");

        GraphProto.Builder made = outermost(true).addInitializer(number("o", 5)).addNode(Models.node("Neg", "k", "o"));
        GraphProto hidden = folded(made.addNode(choice("y", then, branch("c", 2))));
        assertThat(operators(hidden)).as("the branch may read it").containsExactly("Greater", "Neg", "If");
    }

    @Test
    void foldsInALoopButWhatItCarries() throws Exception {
        GraphProto.Builder body = body("i", "sum", "next")
                .addInitializer(number("w", 3))
                .addNode(Models.node("Exp", "e", "w"))
                .addNode(Models.node("Neg", "n", "sum"))
                .addNode(Models.node("Add", "m", "n", "e"))
                .addNode(Models.node("Mul", "next", "m", "x"));
        GraphProto folded = folded(graph("g", "y")
                .addInput(Models.value("x", 1))
                .addInitializer(index("times", 3))
                .addInitializer(number("start", 2))
                .addInitializer(number("sum", 9))
                .addNode(loop(body)));
        assertThat(operators(inner(folded, 0))).containsExactly("Identity", "Constant", "Neg", "Add", "Mul");
        assertThat(folded.getInitializerList())
                .extracting(TensorProto::getName)
                .as("the loop's input has the name of the other")
                .contains("times", "start");
    }

    @Test
    void foldsWhatALoopReadsOfTheGraphAround() throws Exception {
        GraphProto.Builder body = body("i", "sum", "next")
                .addNode(Models.node("Exp", "e", "start"))
                .addNode(Models.node("Mul", "m", "sum", "e"))
                .addNode(Models.node("Add", "next", "m", "x"));
        GraphProto folded = folded(graph("g", "y")
                .addInput(Models.value("x", 1))
                .addInitializer(index("times", 3))
                .addInitializer(number("start", 2))
                .addNode(loop(body)));
        assertThat(operators(inner(folded, 0))).containsExactly("Identity", "Constant", "Mul", "Add");
    }

    @Test
    void foldsInABranchOfABranch() throws Exception {
        GraphProto.Builder deepest = graph("deepest", "a")
                .addInitializer(number("u", 2))
                .addNode(Models.node("Add", "s", "u", "v"))
                .addNode(Models.node("Add", "t", "s", "o"))
                .addNode(Models.node("Add", "z", "t", "half"))
                .addNode(Models.node("Mul", "a", "x", "z"));
        GraphProto.Builder then = graph("then", "c")
                .addInitializer(number("v", 3))
                .addNode(Models.node("Exp", "half", "o"))
                .addNode(choice("c", deepest, branch("a", 4)));
        GraphProto folded =
                folded(outermost(true).addInitializer(number("o", 5)).addNode(choice("y", then, branch("a", 6))));
        assertThat(operators(inner(folded, 0))).containsExactly("If");
        assertThat(operators(inner(inner(folded, 0), 0))).containsExactly("Constant", "Mul");
        assertThat(operators(inner(inner(folded, 0), 1))).containsExactly("Constant", "Mul");
        assertThat(constants(folded)).hasSize(3).doesNotHaveDuplicates();
        assertThat(evaluated).isOne();
    }

    private static GraphProto.Builder failing() {
        return graph("never", "b")
                .addInitializer(number("v", 3))
                .addInitializer(index("far", 9))
                .addNode(Models.node("Gather", "s", "v", "far"))
                .addNode(Models.node("Mul", "b", "x", "s"));
    }

    @Test
    void aBranchThatFailsIsNotEvaluatedWithTheRest() throws Exception {
        GraphProto.Builder graph = outermost(true)
                .addInitializer(number("o", 3))
                .addNode(Models.node("Exp", "t", "o"))
                .addNode(choice("r", branch("a", 2), failing()))
                .addNode(Models.node("Mul", "y", "r", "t"));
        GraphProto folded = folded(graph);
        assertThat(operators(folded)).containsExactly("Greater", "Constant", "If", "Mul");
        assertThat(evaluated).isEqualTo(2);

        evaluated = 0;
        assertThatThrownBy(() -> folded(outermost(true).addNode(choice("y", branch("a", 2), failing()))))
                .isInstanceOf(IOException.class);
        assertThat(evaluated).as("nothing else is left").isOne();
    }

    @Test
    void graphsOfOperatorsThatAreNotKnownStayButAreRead() throws Exception {
        NodeProto other =
                choice("y", branch("a", 2), graph("else", "b").addNode(Models.node("Mul", "b", "x", "t"))).toBuilder()
                        .setDomain("org.example")
                        .build();
        ModelProto model = Models.model(outermost(true)
                .addInitializer(number("o", 3))
                .addNode(Models.node("Exp", "t", "o"))
                .addNode(other));
        try (WeightsFile weights = new WeightsFile(folder)) {
            GraphProto folded =
                    ConstantFolding.fold(model, this::evaluate, weights).getGraph();
            assertThat(operators(folded)).containsExactly("Greater", "Constant", "If");
            assertThat(folded.getNode(2)).isEqualTo(other);
        }
    }
}

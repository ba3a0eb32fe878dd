// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.Scope.Value;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The nodes of a model that make the same in each run, and a model of them: one graph, whatever graphs they are of. Names
 * that several graphs have are others there. Not thread-safe.
 */
final class FoldableNodes {
    /** Those that make something else each time, and those whose folding would undo a quantization. */
    private static final Set<String> NEVER = Set.of(
            "Constant",
            "RandomNormal",
            "RandomNormalLike",
            "RandomUniform",
            "RandomUniformLike",
            "Multinomial",
            "Bernoulli",
            "Dropout",
            "QuantizeLinear",
            "DequantizeLinear",
            "DynamicQuantizeLinear");

    /** What is of these is no tensor. */
    private static final List<String> NO_TENSORS = List.of("Sequence", "SplitToSequence", "Optional");

    /** Those of which it is known that they run the graphs within them as they are. */
    private static final Set<String> RUN_GRAPHS = Set.of("If", "Loop", "Scan");

    private final Scope scope;
    private final Graph names;
    private final Set<String> outputs;
    private final Map<String, Integer> graphsOf = new HashMap<>();
    private final Set<Value> wanted = new LinkedHashSet<>();
    private final GraphProto.Builder part = GraphProto.newBuilder().setName("constants");
    private boolean areWithin;

    private FoldableNodes(GraphProto graph) {
        scope = Scope.of(graph);
        names = Graph.of(graph);
        outputs = graph.getOutputList().stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
        count(scope);
    }

    /** Finds all, those within nodes, too. */
    static FoldableNodes of(GraphProto graph) {
        FoldableNodes nodes = new FoldableNodes(graph);
        nodes.visit(nodes.scope, true, true);
        return nodes;
    }

    /** Finds those of the graph itself, each of which is run whenever the model is. */
    static FoldableNodes always(GraphProto graph) {
        FoldableNodes nodes = new FoldableNodes(graph);
        nodes.visit(nodes.scope, true, false);
        return nodes;
    }

    /** Returns the graph, in which folded nodes are marked. */
    Scope scope() {
        return scope;
    }

    /** Says whether some are of graphs within nodes. */
    boolean areWithin() {
        return areWithin;
    }

    /** Says whether others read a value that is folded. */
    boolean isWanted(Value value) {
        return wanted.contains(value);
    }

    /** Says whether nobody reads what is folded. */
    boolean isNothingWanted() {
        return wanted.isEmpty();
    }

    /** Returns a model of these nodes, and of what they read; its outputs are what others read. */
    ModelProto part(ModelProto model) {
        GraphProto.Builder graph = part.clone();
        wanted.forEach(value -> graph.addOutput(ValueInfoProto.newBuilder().setName(value.unique())));
        return model.toBuilder()
                .clearFunctions()
                .clearTrainingInfo()
                .setGraph(graph)
                .build();
    }

    private void count(Scope in) {
        in.names().forEach(name -> graphsOf.merge(name, 1, Integer::sum));
        in.within().forEach(each -> each.forEach(this::count));
    }

    private void visit(Scope in, boolean mayFold, boolean mayFoldWithin) {
        for (TensorProto tensor : in.graph().getInitializerList()) {
            in.value(tensor.getName()).ifPresent(value -> value.give(given -> add(given, tensor)));
        }
        for (int i = 0; i < in.graph().getNodeCount(); i++) {
            NodeProto node = in.graph().getNode(i);
            if (Graph.isOnnx(node, "Constant")) {
                node.getOutputList().stream()
                        .flatMap(name -> in.value(name).stream())
                        .forEach(value -> value.give(given -> add(given, node)));
            } else if (mayFold && isFoldable(in, node)) {
                fold(in, i);
            } else {
                node.getInputList().forEach(name -> want(in, name));
                boolean isKnown =
                        mayFoldWithin && RUN_GRAPHS.contains(node.getOpType()) && Graph.isOnnx(node, node.getOpType());
                in.within(i).forEach(inner -> visit(inner, isKnown, isKnown));
            }
        }
        in.graph().getOutputList().forEach(output -> want(in, output.getName()));
    }

    private boolean isFoldable(Scope in, NodeProto node) {
        return Graph.isOnnx(node, node.getOpType())
                && !NEVER.contains(node.getOpType())
                && NO_TENSORS.stream().noneMatch(node.getOpType()::startsWith)
                && Graph.inner(node).findAny().isEmpty()
                && node.getOutputList().stream().noneMatch(output -> in.isOutermost() && outputs.contains(output))
                && node.getOutputList().stream()
                        .allMatch(output -> in.value(output).map(Value::isClear).orElse(true))
                && node.getInputList().stream().anyMatch(input -> !input.isEmpty())
                && node.getInputList().stream()
                        .allMatch(input -> input.isEmpty()
                                || in.value(input).map(Value::isSame).orElse(false));
    }

    /** What is folded is read by its name as it is in the part; what nobody reads is there, but no output. */
    private void want(Scope in, String name) {
        in.value(name).filter(Value::isFolded).ifPresent(wanted::add);
    }

    private void fold(Scope in, int index) {
        NodeProto node = in.graph().getNode(index);
        NodeProto.Builder evaluated = node.toBuilder();
        for (int i = 0; i < node.getInputCount(); i++) {
            Value value = in.value(node.getInput(i)).orElse(null);
            if (value != null) {
                value.requireSource();
                evaluated.setInput(i, value.unique());
            }
        }
        for (int i = 0; i < node.getOutputCount(); i++) {
            Value value = in.value(node.getOutput(i)).orElse(null);
            if (value != null) {
                name(value, in.isOutermost());
                value.fold();
                evaluated.setOutput(i, value.unique());
            }
        }
        if (!in.isOutermost()) {
            evaluated.clearName(); // nodes of one graph must not share one, those of two graphs may
            areWithin = true;
        }
        in.fold(index);
        part.addNode(evaluated);
    }

    private void add(Value given, TensorProto initializer) {
        if (given.unique().isEmpty()) {
            name(given, isOutermost(given));
            part.addInitializer(
                    given.unique().equals(given.name())
                            ? initializer
                            : initializer.toBuilder().setName(given.unique()).build());
        }
    }

    private void add(Value given, NodeProto constant) {
        if (given.unique().isEmpty()) {
            name(given, isOutermost(given));
            NodeProto.Builder evaluated = constant.toBuilder().setOutput(0, given.unique());
            part.addNode(isOutermost(given) ? evaluated : evaluated.clearName());
        }
    }

    private boolean isOutermost(Value value) {
        return scope.value(value.name()).filter(own -> own == value).isPresent();
    }

    /** Names of the model's own graph stay; of others, those that no other graph has. */
    private void name(Value value, boolean isOutermost) {
        boolean isUnique = isOutermost || graphsOf.getOrDefault(value.name(), 0) <= 1;
        value.setUnique(isUnique ? value.name() : names.unique(value.name()));
    }
}

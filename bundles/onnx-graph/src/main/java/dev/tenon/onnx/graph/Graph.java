// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A graph that is being changed (onnx/docs/IR.md). Names are found by what makes and what reads them; a graph within a
 * node reads names of this one, too. The order of the nodes is kept, and must stay topological. Not thread-safe.
 */
public final class Graph {
    private final GraphProto frame;
    private final List<NodeProto> nodes;
    private final Map<String, TensorProto> initializers = new LinkedHashMap<>();
    private final Set<String> inputs;
    private final Set<String> outputs;
    private final Set<String> names = new LinkedHashSet<>();

    private Graph(GraphProto graph) {
        frame = graph.toBuilder().clearNode().clearInitializer().build();
        nodes = new ArrayList<>(graph.getNodeList());
        graph.getInitializerList().forEach(tensor -> initializers.put(tensor.getName(), tensor));
        inputs = names(graph.getInputList());
        outputs = names(graph.getOutputList());
        note(graph);
    }

    /**
     * Takes a graph to change it.
     *
     * @param graph stays as it is
     * @return one that begins as it
     */
    public static Graph of(GraphProto graph) {
        return new Graph(graph);
    }

    private static Set<String> names(List<ValueInfoProto> values) {
        return values.stream().map(ValueInfoProto::getName).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Notes every name in it, those that it only reads, too: a graph within must not hide one of a graph around it. */
    private void note(GraphProto graph) {
        names.addAll(names(graph.getInputList()));
        names.addAll(names(graph.getOutputList()));
        graph.getInitializerList().forEach(tensor -> names.add(tensor.getName()));
        graph.getSparseInitializerList()
                .forEach(tensor -> names.add(tensor.getValues().getName()));
        graph.getNodeList().forEach(this::note);
    }

    private void note(NodeProto node) {
        names.addAll(node.getInputList());
        names.addAll(node.getOutputList());
        inner(node).forEach(this::note);
    }

    /** Returns the graph as it is now. */
    public GraphProto build() {
        return frame.toBuilder()
                .addAllNode(nodes)
                .addAllInitializer(initializers.values())
                .build();
    }

    /** Returns the nodes in their order; a copy. */
    public List<NodeProto> nodes() {
        return List.copyOf(nodes);
    }

    /**
     * Returns a value that is the same in each run: an initializer that is not the default of an input, or the tensor of a
     * {@code Constant} node.
     *
     * @param name of a value
     * @return empty if it is made anew in each run, is no dense tensor, or comes from an outer graph
     */
    public Optional<TensorProto> constant(String name) {
        if (initializers.containsKey(name)) {
            return inputs.contains(name) ? Optional.empty() : Optional.of(initializers.get(name));
        }
        return producer(name)
                .filter(node -> isOnnx(node, "Constant"))
                .flatMap(node -> attribute(node, "value"))
                .filter(AttributeProto::hasT)
                .map(AttributeProto::getT);
    }

    /**
     * Returns the node of this graph that makes a value.
     *
     * @param name of a value; the empty name, of inputs and outputs that are left out, is none
     * @return empty if it comes from elsewhere
     */
    public Optional<NodeProto> producer(String name) {
        return nodes.stream()
                .filter(node -> !name.isEmpty() && node.getOutputList().contains(name))
                .findFirst();
    }

    /**
     * Returns the nodes of this graph that read a value, themselves or in a graph of theirs; each once.
     *
     * @param name of a value; the empty name is none
     * @return in their order
     */
    public List<NodeProto> readers(String name) {
        return nodes.stream()
                .filter(node -> !name.isEmpty() && reads(node, name))
                .toList();
    }

    private static boolean reads(NodeProto node, String name) {
        return node.getInputList().contains(name)
                || inner(node)
                        .anyMatch(graph -> names(graph.getOutputList()).contains(name)
                                || graph.getNodeList().stream().anyMatch(each -> reads(each, name)));
    }

    /** Says whether a value is an output of this graph. */
    public boolean isOutput(String name) {
        return outputs.contains(name);
    }

    /**
     * Returns an attribute of a node.
     *
     * @param node any
     * @param name of the attribute
     * @return empty if it has none of that name
     */
    public static Optional<AttributeProto> attribute(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst();
    }

    /** Returns the graphs within a node: the branches of an {@code If}, the body of a {@code Loop} or {@code Scan}. */
    public static Stream<GraphProto> inner(NodeProto node) {
        return node.getAttributeList().stream()
                .flatMap(each -> Stream.concat(
                        each.hasG() ? Stream.of(each.getG()) : Stream.empty(), each.getGraphsList().stream()));
    }

    /**
     * Says whether a node is of an operator of ONNX itself; others may have operators of the same name.
     *
     * @param node any
     * @param operator {@code Conv}, for instance
     * @return whether it is
     */
    public static boolean isOnnx(NodeProto node, String operator) {
        return node.getOpType().equals(operator)
                && (node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx"));
    }

    /**
     * Adds a value that is the same in each run. Its name is none that this graph has or reads, or a graph within; those
     * that a graph around this one has and this one does not read are not known here.
     *
     * @param tensor its name is a wish: another is given where it is taken
     * @return the name it has
     */
    public String add(TensorProto tensor) {
        String name = tensor.getName();
        for (int i = 2; names.contains(name); i++) {
            name = tensor.getName() + "_" + i;
        }
        names.add(name);
        initializers.put(name, tensor.toBuilder().setName(name).build());
        return name;
    }

    /**
     * Puts nodes in the place of one.
     *
     * @param node of this graph
     * @param replacements what does its work; none to leave it out
     * @throws IllegalArgumentException if the node is not of this graph
     */
    public void replace(NodeProto node, NodeProto... replacements) {
        int at = nodes.indexOf(node);
        if (at < 0) {
            throw new IllegalArgumentException("no node of this graph: " + node.getName());
        }
        nodes.remove(at);
        nodes.addAll(at, List.of(replacements));
        Stream.of(replacements).forEach(this::note);
    }

    /** Leaves out constants that nothing reads any more. */
    public void sweep() {
        Set<String> read = new HashSet<>();
        nodes.forEach(node -> note(node, read));
        initializers
                .keySet()
                .removeIf(name -> !read.contains(name) && !outputs.contains(name) && !inputs.contains(name));
        nodes.removeIf(node -> isOnnx(node, "Constant")
                && node.getOutputList().stream().noneMatch(name -> read.contains(name) || outputs.contains(name)));
    }

    private static void note(NodeProto node, Set<String> read) {
        node.getInputList().forEach(read::add);
        inner(node).forEach(graph -> {
            names(graph.getOutputList()).forEach(read::add);
            graph.getNodeList().forEach(each -> note(each, read));
        });
    }
}

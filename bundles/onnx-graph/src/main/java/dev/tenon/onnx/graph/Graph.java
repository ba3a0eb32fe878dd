// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A graph that is being changed (onnx/docs/IR.md). Names are found by what makes and what reads them; a graph within a
 * node reads names of this one, too. The order of the nodes is kept, and must stay topological. Not thread-safe.
 */
public final class Graph {
    private final GraphProto frame;
    private final NodeIndex nodes;
    private final Map<String, TensorProto> initializers = new LinkedHashMap<>();
    private final Set<String> inputs;
    private final Set<String> outputs;
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, Integer> next = new HashMap<>();

    private Graph(GraphProto graph) {
        frame = graph.toBuilder().clearNode().clearInitializer().build();
        nodes = new NodeIndex(graph.getNodeList());
        graph.getInitializerList().forEach(tensor -> initializers.put(tensor.getName(), tensor));
        inputs = names(graph.getInputList());
        outputs = names(graph.getOutputList());
        note(graph);
        names.add(""); // means none
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
                .addAllNode(nodes.all())
                .addAllInitializer(initializers.values())
                .build();
    }

    /** Returns the nodes in their order; a copy. */
    public List<NodeProto> nodes() {
        return nodes.all();
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
        return nodes.producer(name);
    }

    /**
     * Returns the nodes of this graph that read a value, themselves or in a graph of theirs; each once.
     *
     * @param name of a value; the empty name is none
     * @return in their order
     */
    public List<NodeProto> readers(String name) {
        return nodes.readers(name);
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
        String name = unique(tensor.getName());
        initializers.put(name, tensor.toBuilder().setName(name).build());
        return name;
    }

    /**
     * Reserves a name for a value: one that this graph neither has nor reads, nor a graph within, as with {@link #add}.
     *
     * @param wish another is given where it is taken
     * @return a name that is given to nobody else
     */
    public String unique(String wish) {
        String name = wish;
        for (int i = next.getOrDefault(wish, 2); !names.add(name); i++) {
            name = wish + "_" + i;
            next.put(wish, i + 1);
        }
        return name;
    }

    /**
     * Puts nodes behind all others.
     *
     * @param added in their order
     */
    public void append(NodeProto... added) {
        for (NodeProto node : added) {
            nodes.append(node);
            note(node);
        }
    }

    /**
     * Puts nodes in the place of one: of this very one, or of the first that equals it.
     *
     * @param node of this graph
     * @param replacements what does its work, and may be the node itself among others; none to leave it out
     * @throws IllegalArgumentException if the node is not of this graph
     */
    public void replace(NodeProto node, NodeProto... replacements) {
        nodes.replace(node, List.of(replacements));
        Stream.of(replacements).forEach(this::note);
    }

    /**
     * Lets nodes read another value in place of one, those of graphs within, too, unless such a graph has a value of the
     * first name itself. What a graph within gives out of the values around it, the node reads that has the graph. The
     * outputs of this graph stay. The nodes that are changed are others afterwards: ask for them anew.
     *
     * @param from what they read
     * @param to what they read instead; need not be there yet
     * @param which of the nodes, each asked as it is before
     * @throws IllegalArgumentException if a graph within has a value named {@code to} itself, which would be read in its
     *     place; nothing is changed then
     */
    public void redirect(String from, String to, Predicate<NodeProto> which) {
        Redirection redirection = new Redirection(from, to, which);
        List<NodeProto> before = readers(from);
        List<NodeProto> after = before.stream().map(redirection::of).toList();
        for (int i = 0; i < before.size(); i++) {
            if (after.get(i) != before.get(i)) {
                nodes.replace(before.get(i), List.of(after.get(i)));
            }
        }
        names.add(to);
    }

    /**
     * Gives an output of a node another name. Who reads it by the old one does so still.
     *
     * @param node of this graph
     * @param index of the output
     * @param name none that this graph has a value of
     * @return the node in its place
     * @throws IllegalArgumentException if the node is not of this graph, or something else has that name
     * @throws IndexOutOfBoundsException if it has no such output
     */
    public NodeProto renameOutput(NodeProto node, int index, String name) {
        if (!node.getOutput(index).equals(name)
                && (inputs.contains(name)
                        || initializers.containsKey(name)
                        || producer(name).isPresent())) {
            throw new IllegalArgumentException("there is a value " + name + " already");
        }
        NodeProto renamed = node.toBuilder().setOutput(index, name).build();
        replace(node, renamed);
        return renamed;
    }

    /** Leaves out constants that nothing reads any more. */
    public void sweep() {
        initializers
                .keySet()
                .removeIf(name -> !nodes.isRead(name) && !outputs.contains(name) && !inputs.contains(name));
        nodes.removeIf(node -> isOnnx(node, "Constant")
                && node.getOutputList().stream().noneMatch(name -> nodes.isRead(name) || outputs.contains(name)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.WeightsFile;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the layers of a variant that are to be of half floats into them, and what follows them; between those and all others
 * stands a {@code Cast}. Used once.
 */
final class HalfVariant {
    private final Set<String> asked;
    private final Set<String> layers;
    private final Set<String> beyond;
    private final Graph outermost;
    private final GraphVariant constants;
    private final Deque<Graph> scopes = new ArrayDeque<>();

    private HalfVariant(Set<String> asked, Set<String> layers, Set<String> beyond, Graph outermost, WeightsFile file) {
        this.asked = asked;
        this.layers = layers;
        this.beyond = beyond;
        this.outermost = outermost;
        this.constants = GraphVariant.of(outermost, file);
    }

    /**
     * Makes it.
     *
     * @param model whose other layers are what they are to be
     * @param asked names of the layers that are to be of half floats
     * @param layers names of all layers
     * @param beyond values of the outer graph that half floats do not hold
     * @param file takes the new weights
     * @throws IOException if weights cannot be read or written
     */
    static ModelProto of(ModelProto model, Set<String> asked, Set<String> layers, Set<String> beyond, WeightsFile file)
            throws IOException {
        Graph outermost = Graph.of(model.getGraph());
        HalfVariant variant = new HalfVariant(asked, layers, beyond, outermost, file);
        GraphProto inside = variant.rewrite(model.getGraph(), "");
        GraphProto whole = outermost.build().toBuilder()
                .clearNode()
                .addAllNode(inside.getNodeList())
                .clearValueInfo()
                .addAllValueInfo(inside.getValueInfoList())
                .build();
        return model.toBuilder().setGraph(swept(whole)).build();
    }

    /** Returns the plan for the outermost graph of a model, without its branches. */
    static HalfPlan plan(ModelProto model, Set<String> asked, Set<String> layers, Set<String> beyond)
            throws IOException {
        Graph graph = Graph.of(model.getGraph());
        return HalfPlan.of(
                graph,
                new HalfPlan.Known(
                        node -> asked.contains(Layers.nameOf(node)),
                        node -> layers.contains(Layers.nameOf(node)),
                        graph::constant,
                        beyond::contains));
    }

    private static GraphProto swept(GraphProto graph) {
        Graph swept = Graph.of(graph);
        swept.sweep();
        return swept.build();
    }

    private GraphProto rewrite(GraphProto proto, String path) throws IOException {
        Graph graph = Graph.of(proto);
        scopes.push(graph);
        HalfPlan plan = HalfPlan.of(
                graph,
                new HalfPlan.Known(
                        node -> asked.contains(path + Layers.nameOf(node)),
                        node -> layers.contains(path + Layers.nameOf(node)),
                        this::constant,
                        name -> path.isEmpty() && beyond.contains(name)));
        List<NodeProto> made = new ArrayList<>();
        Map<String, String> halves = new HashMap<>();
        for (NodeProto node : graph.nodes()) {
            if (plan.isHalf(node)) {
                half(node, graph, plan, halves, made);
            } else {
                made.add(within(node, path));
            }
        }
        scopes.pop();
        GraphProto.Builder changed =
                proto.toBuilder().clearNode().addAllNode(made).clearValueInfo();
        proto.getValueInfoList().stream()
                .filter(value -> !plan.made().contains(value.getName()) || isFloatToo(value.getName(), graph, plan))
                .forEach(changed::addValueInfo);
        return path.isEmpty() ? changed.build() : swept(changed.build());
    }

    private Optional<TensorProto> constant(String name) {
        for (Graph scope : scopes) {
            Optional<TensorProto> constant = scope.constant(name);
            if (constant.isPresent() || scope.producer(name).isPresent()) {
                return constant;
            }
        }
        return Optional.empty();
    }

    private void half(NodeProto node, Graph graph, HalfPlan plan, Map<String, String> halves, List<NodeProto> to)
            throws IOException {
        NodeProto.Builder changed = node.toBuilder();
        for (int i : HalfOperators.inputs(node)) {
            changed.setInput(i, read(node.getInput(i), halves, to));
        }
        List<NodeProto> casts = new ArrayList<>();
        for (String output : HalfOperators.outputs(node)) {
            String half = outermost.unique(output + "_h");
            halves.put(output, half);
            changed.setOutput(node.getOutputList().indexOf(output), half);
            if (isFloatToo(output, graph, plan)) {
                casts.add(Nodes.cast(half, output, DataType.FLOAT));
            }
        }
        to.add(changed.build());
        to.addAll(casts);
    }

    /** Returns a value as half floats: made as such, a constant, or one that is cast once. */
    private String read(String name, Map<String, String> halves, List<NodeProto> to) throws IOException {
        String known = halves.get(name);
        if (known != null) {
            return known;
        }
        Optional<TensorProto> constant = constant(name);
        String half;
        if (constant.isPresent()) {
            half = constants.add(HalfTensor.of(constant.get(), name));
        } else {
            half = outermost.unique(name + "_h");
            to.add(Nodes.cast(name, half, DataType.FLOAT16));
        }
        halves.put(name, half);
        return half;
    }

    private static boolean isFloatToo(String name, Graph graph, HalfPlan plan) {
        return graph.isOutput(name) || graph.readers(name).stream().anyMatch(reader -> !plan.isHalf(reader));
    }

    private NodeProto within(NodeProto node, String path) throws IOException {
        NodeProto.Builder changed = node.toBuilder();
        for (int i = 0; i < node.getAttributeCount(); i++) {
            AttributeProto attribute = node.getAttribute(i);
            if (attribute.hasG()) {
                changed.setAttribute(
                        i, attribute.toBuilder().setG(rewrite(attribute.getG(), Layers.within(path, node, attribute))));
            }
        }
        return changed.build();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A graph of a model that is being raised to opset 13, its own or one within a node of it. Not thread-safe. */
final class OlderGraph {
    private final Graph graph;
    private final long opset;
    private final ValueTypes types;
    private final ValueAxes axes;

    /** Knows the names of all graphs within, so that none hides that of a graph around it. */
    private final Graph outermost;

    private final Map<TensorProto, String> constants = new HashMap<>();

    private OlderGraph(GraphProto graph, long opset, Optional<OlderGraph> around) {
        this.graph = Graph.of(graph);
        this.opset = opset;
        types = new ValueTypes(graph, around.map(outer -> outer.types));
        axes = new ValueAxes(graph, around.map(outer -> outer.axes));
        outermost = around.map(outer -> outer.outermost).orElse(this.graph);
    }

    /** Returns a model's graph as it is in opset 13. */
    static GraphProto raised(GraphProto graph, long opset) throws OnnxException {
        return new OlderGraph(graph, opset, Optional.empty()).raised();
    }

    private GraphProto raised() throws OnnxException {
        for (NodeProto node : graph.nodes()) {
            NodeProto within = withRaisedGraphs(node);
            List<NodeProto> raised =
                    Graph.isOnnx(node, node.getOpType()) ? OlderOperators.raised(within, this) : List.of(within);
            if (raised.size() != 1 || raised.get(0) != node) {
                graph.replace(node, raised.toArray(NodeProto[]::new));
            }
        }
        return graph.build();
    }

    private NodeProto withRaisedGraphs(NodeProto node) throws OnnxException {
        if (Graph.inner(node).findAny().isEmpty()) {
            return node;
        }
        NodeProto.Builder raised = node.toBuilder();
        for (AttributeProto.Builder attribute : raised.getAttributeBuilderList()) {
            if (attribute.hasG()) {
                attribute.setG(within(attribute.getG()));
            }
            for (int i = 0; i < attribute.getGraphsCount(); i++) {
                attribute.setGraphs(i, within(attribute.getGraphs(i)));
            }
        }
        return raised.build();
    }

    private GraphProto within(GraphProto inner) throws OnnxException {
        return new OlderGraph(inner, opset, Optional.of(this)).raised();
    }

    long opset() {
        return opset;
    }

    ValueTypes types() {
        return types;
    }

    ValueAxes axes() {
        return axes;
    }

    /** Returns a value that is the same in each run; not where it comes from a graph around this one. */
    Optional<TensorProto> constant(String name) {
        return graph.constant(name);
    }

    /** Says whether somebody has a use for a value. */
    boolean isUsed(String name) {
        return graph.isOutput(name) || !graph.readers(name).isEmpty();
    }

    /** Adds a value that is the same in each run, once; returns its name. */
    String add(String wish, TensorProto value) {
        return constants.computeIfAbsent(value, each -> {
            String name = graph == outermost ? wish : outermost.unique(wish); // the outermost makes it unique itself
            return graph.add(each.toBuilder().setName(name).build());
        });
    }

    /** Returns a name for a value between nodes. */
    String unique(String wish) {
        return outermost.unique(wish);
    }

    OnnxException refusal(NodeProto node, String why) {
        return new OnnxException("the node " + (node.getName().isEmpty() ? node.getOutputList() : node.getName()) + " ("
                + node.getOpType() + ") cannot be raised from opset " + opset + " to 13: " + why);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.Scope.Value;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts values in the place of folded nodes, in each graph those of its own.
 *
 * @param nodes that are folded
 * @param values of what others read, by their unique names
 * @param weights takes large ones
 */
record FoldedGraphs(FoldableNodes nodes, Map<String, TensorProto> values, WeightsFile weights) {
    /**
     * Returns a graph after it, without the constants that nobody reads any more; the same if nothing in it is folded.
     *
     * @throws IOException if a value was not evaluated, or cannot be written
     */
    GraphProto of(Scope scope) throws IOException {
        GraphProto before = scope.graph();
        GraphProto.Builder after = before.toBuilder().clearNode();
        boolean isChanged = false;
        for (int i = 0; i < before.getNodeCount(); i++) {
            NodeProto node = before.getNode(i);
            if (scope.isFolded(i)) {
                after.addAllNode(constants(scope, node));
                isChanged = true;
            } else {
                NodeProto changed = reading(scope, node, scope.within(i).iterator());
                after.addNode(changed);
                isChanged |= changed != node;
            }
        }
        for (int i = 0; i < before.getOutputCount(); i++) {
            String name = name(scope, before.getOutput(i).getName());
            if (!name.equals(before.getOutput(i).getName())) {
                after.getOutputBuilder(i).setName(name);
                isChanged = true;
            }
        }
        if (!isChanged) {
            return before;
        }
        List<ValueInfoProto> types = before.getValueInfoList().stream()
                .filter(type -> name(scope, type.getName()).equals(type.getName()))
                .toList();
        Graph graph = Graph.of(after.clearValueInfo().addAllValueInfo(types).build());
        graph.sweep();
        return graph.build();
    }

    private List<NodeProto> constants(Scope scope, NodeProto node) throws IOException {
        List<NodeProto> constants = new ArrayList<>();
        for (String output : node.getOutputList()) {
            Optional<Value> value = scope.value(output).filter(nodes::isWanted);
            if (value.isPresent()) {
                String nodeName = constants.isEmpty() ? node.getName() : ""; // no two nodes may share one
                constants.add(constant(nodeName, value.get().unique()));
            }
        }
        return constants;
    }

    private NodeProto constant(String nodeName, String name) throws IOException {
        TensorProto value = values.get(name);
        if (value == null) {
            throw new OnnxException("the value " + name + ", which is the same in each run, was not evaluated");
        }
        TensorProto kept = value.getRawData().size() < ModelReader.BULK
                ? value
                : weights.append(value.toBuilder().clearRawData().build(), Tensors.raw(value));
        return NodeProto.newBuilder()
                .setOpType("Constant")
                .setName(nodeName)
                .addOutput(name)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeProto.AttributeType.TENSOR)
                        .setT(kept))
                .build();
    }

    /** Returns a node that reads folded values by their names as they are now, with its graphs after folding. */
    private NodeProto reading(Scope scope, NodeProto node, Iterator<Scope> within) throws IOException {
        NodeProto.Builder changed = null;
        for (int i = 0; i < node.getInputCount(); i++) {
            String name = name(scope, node.getInput(i));
            if (!name.equals(node.getInput(i))) {
                changed = changed == null ? node.toBuilder() : changed;
                changed.setInput(i, name);
            }
        }
        for (int i = 0; i < node.getAttributeCount(); i++) {
            AttributeProto after = of(node.getAttribute(i), within);
            if (after != node.getAttribute(i)) {
                changed = changed == null ? node.toBuilder() : changed;
                changed.setAttribute(i, after);
            }
        }
        return changed == null ? node : changed.build();
    }

    /** Takes the graphs in the order of {@link Graph#inner}. */
    private AttributeProto of(AttributeProto attribute, Iterator<Scope> within) throws IOException {
        AttributeProto.Builder changed = null;
        if (attribute.hasG()) {
            GraphProto after = of(within.next());
            if (after != attribute.getG()) {
                changed = attribute.toBuilder().setG(after);
            }
        }
        for (int i = 0; i < attribute.getGraphsCount(); i++) {
            GraphProto after = of(within.next());
            if (after != attribute.getGraphs(i)) {
                changed = changed == null ? attribute.toBuilder() : changed;
                changed.setGraphs(i, after);
            }
        }
        return changed == null ? attribute : changed.build();
    }

    private static String name(Scope scope, String name) {
        return scope.value(name).filter(Value::isFolded).map(Value::unique).orElse(name);
    }
}

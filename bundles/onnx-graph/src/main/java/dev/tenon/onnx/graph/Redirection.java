// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Lets nodes read another value than they do, in graphs within them too. Stateless.
 *
 * @param from what they read
 * @param to what they read instead
 * @param which of the nodes
 */
record Redirection(String from, String to, Predicate<NodeProto> which) {
    /**
     * Returns a node after it.
     *
     * @throws IllegalArgumentException if a graph within, which would read the other value, has one of that name itself
     */
    NodeProto of(NodeProto node) {
        boolean isMeant = which.test(node);
        NodeProto.Builder changed = null;
        for (int i = 0; isMeant && i < node.getInputCount(); i++) {
            if (node.getInput(i).equals(from)) {
                changed = changed == null ? node.toBuilder() : changed;
                changed.setInput(i, to);
            }
        }
        for (int i = 0; i < node.getAttributeCount(); i++) {
            AttributeProto before = node.getAttribute(i);
            AttributeProto after = of(before, isMeant);
            if (after != before) {
                changed = changed == null ? node.toBuilder() : changed;
                changed.setAttribute(i, after);
            }
        }
        return changed == null ? node : changed.build();
    }

    private AttributeProto of(AttributeProto attribute, boolean isMeant) {
        AttributeProto.Builder changed = null;
        if (attribute.hasG()) {
            GraphProto after = of(attribute.getG(), isMeant);
            if (after != attribute.getG()) {
                changed = attribute.toBuilder().setG(after);
            }
        }
        for (int i = 0; i < attribute.getGraphsCount(); i++) {
            GraphProto after = of(attribute.getGraphs(i), isMeant);
            if (after != attribute.getGraphs(i)) {
                changed = changed == null ? attribute.toBuilder() : changed;
                changed.setGraphs(i, after);
            }
        }
        return changed == null ? attribute : changed.build();
    }

    /** What a graph within gives out of the values around it, the node reads that has the graph. */
    private GraphProto of(GraphProto graph, boolean isMeant) {
        if (defines(graph, from)) {
            return graph;
        }
        GraphProto.Builder changed = null;
        for (int i = 0; i < graph.getNodeCount(); i++) {
            NodeProto after = of(graph.getNode(i));
            if (after != graph.getNode(i)) {
                changed = changed == null ? graph.toBuilder() : changed;
                changed.setNode(i, after);
            }
        }
        for (int i = 0; isMeant && i < graph.getOutputCount(); i++) {
            if (graph.getOutput(i).getName().equals(from)) {
                changed = changed == null ? graph.toBuilder() : changed;
                changed.getOutputBuilder(i).setName(to);
            }
        }
        if (changed == null) {
            return graph;
        }
        if (defines(graph, to)) {
            throw new IllegalArgumentException("the graph " + graph.getName() + " within a node has a value " + to
                    + " itself, and cannot read that around it");
        }
        return changed.build();
    }

    private static boolean defines(GraphProto graph, String name) {
        return Stream.of(
                        graph.getInputList().stream().map(each -> each.getName()),
                        graph.getInitializerList().stream().map(each -> each.getName()),
                        graph.getSparseInitializerList().stream()
                                .map(each -> each.getValues().getName()),
                        graph.getNodeList().stream().flatMap(each -> each.getOutputList().stream()))
                .flatMap(names -> names)
                .anyMatch(name::equals);
    }
}

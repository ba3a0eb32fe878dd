// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.onnx.graph.proto.TypeProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A graph of a model whose half floats become floats, its own or one within a node of it: nodes and types; the tensors are
 * not looked at. Not thread-safe.
 */
final class WiderGraph {
    private static final Set<Integer> FLOATS = Set.of(DataType.FLOAT_VALUE, DataType.FLOAT16_VALUE);

    private final GraphProto before;
    private final ValueTypes types;
    private final Graph graph;

    private WiderGraph(GraphProto before, Optional<WiderGraph> around) {
        this.before = before;
        types = new ValueTypes(before, around.map(outer -> outer.types));
        graph = Graph.of(before);
    }

    static GraphProto widened(GraphProto graph) throws OnnxException {
        WiderGraph outermost = new WiderGraph(graph, Optional.empty());
        outermost.nodes();
        outermost.inputs();
        outermost.outputs();
        GraphProto.Builder made = outermost.graph.build().toBuilder();
        for (int i = 0; i < made.getValueInfoCount(); i++) {
            made.setValueInfo(i, widened(made.getValueInfo(i)));
        }
        return made.build();
    }

    static boolean isHalf(ValueInfoProto value) {
        return value.getType().getTensorType().getElemType() == DataType.FLOAT16_VALUE;
    }

    private GraphProto within() {
        nodes();
        GraphProto.Builder made = graph.build().toBuilder();
        for (int i = 0; i < made.getValueInfoCount(); i++) {
            made.setValueInfo(i, widened(made.getValueInfo(i)));
        }
        for (int i = 0; i < made.getInputCount(); i++) {
            made.setInput(i, widened(made.getInput(i)));
        }
        for (int i = 0; i < made.getOutputCount(); i++) {
            made.setOutput(i, widened(made.getOutput(i)));
        }
        return made.build();
    }

    private void nodes() {
        List<NodeProto> idle = new ArrayList<>();
        for (NodeProto node : graph.nodes()) {
            NodeProto changed = changed(node);
            if (changed != node) {
                graph.replace(node, changed);
            }
            if (isIdle(node)) {
                idle.add(node);
            }
        }
        for (NodeProto cast : idle) {
            graph.producer(cast.getOutput(0)).ifPresent(this::leaveOut);
        }
    }

    private NodeProto changed(NodeProto node) {
        NodeProto.Builder changed = null;
        for (int i = 0; i < node.getAttributeCount(); i++) {
            AttributeProto attribute = node.getAttribute(i);
            AttributeProto after = changed(node, attribute);
            if (after != attribute) {
                changed = changed == null ? node.toBuilder() : changed;
                changed.setAttribute(i, after);
            }
        }
        return changed == null ? node : changed.build();
    }

    private AttributeProto changed(NodeProto node, AttributeProto attribute) {
        boolean isType =
                attribute.getName().equals("dtype") || attribute.getName().equals("to") && Graph.isOnnx(node, "Cast");
        if (isType && attribute.getI() == DataType.FLOAT16_VALUE) {
            return attribute.toBuilder().setI(DataType.FLOAT_VALUE).build();
        }
        if (!attribute.hasG() && attribute.getGraphsCount() == 0 && !attribute.hasTp()) {
            return attribute;
        }
        AttributeProto.Builder changed = attribute.toBuilder();
        if (attribute.hasTp()) {
            changed.setTp(widened(attribute.getTp()));
        }
        if (attribute.hasG()) {
            changed.setG(new WiderGraph(attribute.getG(), Optional.of(this)).within());
        }
        for (int i = 0; i < attribute.getGraphsCount(); i++) {
            changed.setGraphs(i, new WiderGraph(attribute.getGraphs(i), Optional.of(this)).within());
        }
        return changed.build();
    }

    /** Whether a node changes between half floats and floats, or nothing at all. */
    private boolean isIdle(NodeProto node) {
        return Graph.isOnnx(node, "Cast")
                && Graph.attribute(node, "to")
                        .filter(to -> FLOATS.contains((int) to.getI()))
                        .isPresent()
                && types.elements(node.getInput(0)).filter(FLOATS::contains).isPresent();
    }

    private void leaveOut(NodeProto cast) {
        String made = cast.getOutput(0);
        String read = cast.getInput(0);
        boolean isNeeded = graph.isOutput(made);
        if (!isNeeded) {
            try {
                graph.redirect(made, read, reader -> true);
            } catch (IllegalArgumentException e) {
                isNeeded = true; // a graph within has a value of that name itself
            }
        }
        if (isNeeded) {
            graph.replace(
                    cast,
                    cast.toBuilder().setOpType("Identity").clearAttribute().build());
        } else {
            graph.replace(cast);
        }
    }

    private void inputs() throws OnnxException {
        List<NodeProto> casts = new ArrayList<>();
        for (ValueInfoProto input : before.getInputList()) {
            refuseSequence(input);
            if (isHalf(input)) {
                String wide = graph.unique(input.getName() + "_wide");
                graph.redirect(input.getName(), wide, reader -> true);
                casts.add(cast(input.getName(), wide, DataType.FLOAT));
            }
        }
        List<NodeProto> nodes = graph.nodes();
        if (!casts.isEmpty() && !nodes.isEmpty()) {
            casts.add(nodes.get(0));
            graph.replace(nodes.get(0), casts.toArray(NodeProto[]::new));
        }
    }

    private void outputs() throws OnnxException {
        for (ValueInfoProto output : before.getOutputList()) {
            refuseSequence(output);
            String name = output.getName();
            int type = types.elements(name)
                    .orElseThrow(() -> new OnnxException("the output " + name
                            + " has no type, and may be of half floats: export the model with types of its outputs"));
            if (type != DataType.FLOAT16_VALUE) {
                continue;
            }
            if (before.getInputList().stream().anyMatch(input -> input.getName().equals(name))) {
                continue; // given out as it comes in
            }
            NodeProto producer = graph.producer(name)
                    .orElseThrow(() -> new OnnxException(
                            "the output " + name + " is a constant of half floats, which is not widened"));
            String wide = graph.unique(name + "_wide");
            graph.renameOutput(producer, producer.getOutputList().indexOf(name), wide);
            graph.redirect(name, wide, reader -> true);
            graph.append(cast(wide, name, DataType.FLOAT16));
        }
    }

    private static NodeProto cast(String from, String to, DataType type) {
        return NodeProto.newBuilder()
                .setOpType("Cast")
                .addInput(from)
                .addOutput(to)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(type.getNumber()))
                .build();
    }

    private static void refuseSequence(ValueInfoProto value) throws OnnxException {
        if (!value.getType().hasTensorType() && !widened(value.getType()).equals(value.getType())) {
            throw new OnnxException(
                    value.getName() + " is a sequence or option of half floats, which cannot be widened at the border");
        }
    }

    private static ValueInfoProto widened(ValueInfoProto value) {
        return value.hasType()
                ? value.toBuilder().setType(widened(value.getType())).build()
                : value;
    }

    private static TypeProto widened(TypeProto type) {
        TypeProto.Builder wide = type.toBuilder();
        switch (type.getValueCase()) {
            case TENSOR_TYPE -> {
                if (type.getTensorType().getElemType() == DataType.FLOAT16_VALUE) {
                    wide.getTensorTypeBuilder().setElemType(DataType.FLOAT_VALUE);
                }
            }
            case SEQUENCE_TYPE ->
                wide.getSequenceTypeBuilder()
                        .setElemType(widened(type.getSequenceType().getElemType()));
            case OPTIONAL_TYPE ->
                wide.getOptionalTypeBuilder()
                        .setElemType(widened(type.getOptionalType().getElemType()));
            default -> {
                // maps and sparse tensors: nothing here makes them of half floats
            }
        }
        return wide.build();
    }
}

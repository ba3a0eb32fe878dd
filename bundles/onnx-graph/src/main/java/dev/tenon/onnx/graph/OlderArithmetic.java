// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Operators that had numbers as attributes, which are inputs in opset 13, and must be of the type of what they work on.
 * Stateless.
 */
final class OlderArithmetic {
    private static final Set<Integer> TYPES =
            Set.of(DataType.FLOAT_VALUE, DataType.DOUBLE_VALUE, DataType.FLOAT16_VALUE);

    private OlderArithmetic() {}

    /** Where there was no bound it was that of 32-bit floats; now it is that of the type. */
    static List<NodeProto> clip(NodeProto node, OlderGraph graph) throws OnnxException {
        Optional<Float> least = Nodes.number(node, "min");
        Optional<Float> most = Nodes.number(node, "max");
        int type = type(node, graph);
        if (type != DataType.FLOAT_VALUE) {
            least = least.or(() -> Optional.of(-Float.MAX_VALUE));
            most = most.or(() -> Optional.of(Float.MAX_VALUE));
        }
        NodeProto.Builder raised = Nodes.without(node, "min", "max");
        if (least.isPresent() || most.isPresent()) {
            raised.addInput(
                    least.isPresent() ? graph.add(OlderOperators.name(node, "min"), scalar(least.get(), type)) : "");
        }
        if (most.isPresent()) {
            raised.addInput(graph.add(OlderOperators.name(node, "max"), scalar(most.get(), type)));
        }
        return List.of(raised.build());
    }

    static List<NodeProto> pad(NodeProto node, OlderGraph graph) throws OnnxException {
        Optional<List<Long>> pads = Nodes.integers(node, "pads");
        if (pads.isEmpty()) {
            throw graph.refusal(node, "it has no pads; the model is damaged");
        }
        NodeProto.Builder raised = Nodes.without(node, "pads", "value")
                .addInput(graph.add(OlderOperators.name(node, "pads"), Nodes.vector(pads.get())));
        float value = Nodes.number(node, "value").orElse(0f);
        if (value != 0 && Nodes.text(node, "mode").orElse("constant").equals("constant")) {
            raised.addInput(graph.add(OlderOperators.name(node, "value"), scalar(value, type(node, graph))));
        }
        return List.of(raised.build());
    }

    /** Was experimental: <i>scale · x + bias</i>, with a bias for each channel. */
    static List<NodeProto> imageScaler(NodeProto node, OlderGraph graph) throws OnnxException {
        List<Float> bias = Nodes.numbers(node, "bias").orElse(List.of());
        if (bias.isEmpty()) {
            throw graph.refusal(node, "it has no bias; the model is damaged");
        }
        List<Long> shape = List.of((long) bias.size(), 1L, 1L);
        return scaled(
                node,
                Nodes.number(node, "scale").orElse(1f),
                Nodes.floats(bias, type(node, graph), shape),
                Nodes.without(node, "bias", "scale"),
                graph);
    }

    /** Was experimental: <i>alpha · x + beta</i>. */
    static List<NodeProto> affine(NodeProto node, OlderGraph graph) throws OnnxException {
        return scaled(
                node,
                Nodes.number(node, "alpha").orElse(1f),
                scalar(Nodes.number(node, "beta").orElse(0f), type(node, graph)),
                Nodes.without(node, "alpha", "beta"),
                graph);
    }

    private static List<NodeProto> scaled(
            NodeProto node, float factor, TensorProto shift, NodeProto.Builder sum, OlderGraph graph) {
        String shiftName = graph.add(OlderOperators.name(node, "shift"), shift);
        String factorName = graph.add(OlderOperators.name(node, "factor"), scalar(factor, shift.getDataType()));
        String product = graph.unique(OlderOperators.name(node, "scaled"));
        return List.of(
                Nodes.of("Mul", product, node.getInput(0), factorName),
                sum.setOpType("Add")
                        .clearInput()
                        .addInput(product)
                        .addInput(shiftName)
                        .build());
    }

    private static TensorProto scalar(float value, int type) {
        return Nodes.floats(List.of(value), type, List.of());
    }

    private static int type(NodeProto node, OlderGraph graph) throws OnnxException {
        Optional<Integer> type = graph.types().elements(node.getInput(0));
        if (type.isEmpty()) {
            throw graph.refusal(
                    node,
                    "of what type " + node.getInput(0)
                            + " is, the model does not say; have ONNX's shape inference state it");
        }
        if (!TYPES.contains(type.get())) {
            throw graph.refusal(
                    node,
                    "it works on values of the type " + DataType.forNumber(type.get())
                            + ", and is known for floats only");
        }
        return type.get();
    }
}

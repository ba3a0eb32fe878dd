// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.quantizer.onnx.Layer.Operator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Weights of 8 bits that become floats again when the model runs: smaller files for what has no kernel of 8 bits. */
final class WeightsOnly implements Form {
    @Override
    public List<NodeProto> of(Layer layer, NodeProto node, GraphVariant variant, int most) throws IOException {
        return layer.operator() == Operator.GATHER ? rows(layer, node, variant) : dequantized(layer, node, variant);
    }

    private static List<NodeProto> dequantized(Layer layer, NodeProto node, GraphVariant variant) throws IOException {
        List<NodeProto> nodes = new ArrayList<>();
        NodeProto.Builder changed = node.toBuilder();
        int axis = Form.axis(layer);
        for (int i = 0; i < layer.weights().size(); i++) {
            TensorProto weight = layer.weights().get(i);
            String name = Form.name(layer, i);
            List<String> floats = variant.once("w8 " + name + " " + axis, () -> {
                Weights values = Weights.read(weight);
                return List.of(variant.dequantized(
                        name, Int8Weights.perChannel(values, axis, Byte.MAX_VALUE), values.shape(), axis, nodes));
            });
            changed.setInput(layer.operator().weight + i, floats.get(0));
        }
        nodes.add(changed.build());
        return nodes;
    }

    /** Rows of a table are scaled after they are fetched, each with its own scale. */
    private static List<NodeProto> rows(Layer layer, NodeProto node, GraphVariant variant) throws IOException {
        String name = Form.name(layer, 0);
        List<String> table = variant.once("rows " + name, () -> {
            Weights values = Weights.read(layer.weight());
            Int8Weights rows = Int8Weights.perChannel(values, 0, Byte.MAX_VALUE);
            return List.of(
                    variant.add(name + "_q", DataType.INT8, rows.values(), values.shape()),
                    variant.add(Nodes.floats(name + "_s", rows.scales(), rows.scales().length, 1)));
        });
        String output = node.getOutput(0);
        String integers = variant.unique(output + "_q");
        String floats = variant.unique(output + "_u");
        String scales = variant.unique(output + "_s");
        List<NodeProto> nodes = new ArrayList<>();
        nodes.add(node.toBuilder()
                .setInput(0, table.get(0))
                .setOutput(0, integers)
                .build());
        nodes.add(Nodes.node("Cast", List.of(integers), floats)
                .addAttribute(Nodes.attribute("to", DataType.FLOAT_VALUE))
                .build());
        nodes.add(node.toBuilder()
                .clearName()
                .setInput(0, table.get(1))
                .setOutput(0, scales)
                .build());
        nodes.add(Nodes.node("Mul", List.of(floats, scales), output).build());
        return nodes;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Weights of 4 bits in blocks; the kernel puts the activations on 8 bits itself ({@code MatMulNBits}). */
final class FourBits implements Form {
    private static final int BITS = 4;

    /** The kernel that multiplies integers of 8 bits. */
    private static final int INTEGER_KERNEL = 4;

    private final Map<String, Int4Blocks> known;

    /**
     * Takes what was quantized before.
     *
     * @param known blocks by the layer's name; a layer that is missing is quantized without looking at its inputs
     */
    FourBits(Map<String, Int4Blocks> known) {
        this.known = known;
    }

    @Override
    public List<NodeProto> of(Layer layer, NodeProto node, GraphVariant variant, int most) throws IOException {
        String name = Form.name(layer, 0);
        long[] shape = Weights.shape(layer.weight());
        boolean isTransposed = Form.isTransposed(layer.node());
        long outputs = isTransposed ? shape[0] : shape[1];
        long inputs = isTransposed ? shape[1] : shape[0];
        List<String> weights = variant.once("w4 " + layer.name(), () -> {
            Int4Blocks ready = known.get(layer.name());
            Int4Blocks blocks = ready == null ? Int4Blocks.of(Form.outputsFirst(layer)) : ready;
            int count = Int4Blocks.blocks((int) inputs);
            return List.of(
                    variant.add(name + "_q", DataType.UINT8, blocks.packed(), outputs, count, Int4Blocks.BLOCK / 2),
                    variant.add(Nodes.floats(name + "_s", blocks.scales(), blocks.scales().length)),
                    variant.add(name + "_z", DataType.UINT8, blocks.zeroPoints(), blocks.zeroPoints().length));
        });
        String output = node.getOutput(0);
        boolean isBiased = Form.input(node, 2).isPresent();
        String product = isBiased ? variant.unique(output + "_product") : output;
        List<String> read = new ArrayList<>(List.of(node.getInput(0)));
        read.addAll(weights);
        List<NodeProto> nodes = new ArrayList<>();
        nodes.add(Nodes.node("MatMulNBits", read, product)
                .setDomain(Nodes.MICROSOFT)
                .addAttribute(Nodes.attribute("K", inputs))
                .addAttribute(Nodes.attribute("N", outputs))
                .addAttribute(Nodes.attribute("bits", BITS))
                .addAttribute(Nodes.attribute("block_size", Int4Blocks.BLOCK))
                .addAttribute(Nodes.attribute("accuracy_level", INTEGER_KERNEL))
                .build());
        if (isBiased) {
            nodes.add(Nodes.node("Add", List.of(product, node.getInput(2)), output)
                    .build());
        }
        return nodes;
    }
}

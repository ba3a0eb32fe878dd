// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.quantizer.onnx.Spread.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Weights and bias of a layer of the scheme {@code w8a8} as integers, the bias on the scale that the sums have.
 *
 * @param plan which activations are quantized
 * @param ranges of these
 * @param errors by the layer's name, by how much its channels' sums are off on the average
 * @param integers what the device likes
 */
record EightBits(EightBitPlan plan, Map<String, Range> ranges, Map<String, float[]> errors, Integers integers) {
    /** Up to here sums of products fit into 32 bits together with a bias. */
    private static final float MOST_BIAS = 1 << 30;

    /**
     * Which integers a device multiplies fast.
     *
     * @param isSigned whether activations are
     * @param most the greatest weight
     */
    record Integers(boolean isSigned, int most) {}

    /**
     * Plans for layers.
     *
     * @param graph of a prepared model
     * @param layers that are to be on 8 bits
     */
    static EightBitPlan plan(Graph graph, Collection<Layer> layers) {
        Set<NodeProto> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
        layers.forEach(layer -> nodes.add(layer.node()));
        return EightBitPlan.of(graph, nodes);
    }

    /** Returns the activations whose ranges those of a plan have. */
    static List<String> needed(EightBitPlan plan) {
        return plan.activations().stream().map(plan::rangeOf).distinct().toList();
    }

    /**
     * Finds the ranges of the activations of a plan.
     *
     * @throws dev.tenon.api.quantizer.QuantizationRefusedException as {@link Calibration#ranges}
     * @throws IOException as there
     */
    static Map<String, Range> ranges(EightBitPlan plan, Calibration calibration, RangeMethod method)
            throws IOException {
        if (plan.activations().isEmpty()) {
            return Map.of();
        }
        List<String> needed = needed(plan);
        Map<String, Range> ranges = new LinkedHashMap<>(calibration.ranges(needed, method));
        needed.forEach(name -> ranges.putIfAbsent(name, new Range(0, 0)));
        return ranges;
    }

    /** Returns how an activation is quantized. */
    Affine affine(String activation) {
        return Affine.of(Optional.ofNullable(ranges.get(activation)).orElseThrow(), integers.isSigned());
    }

    /**
     * Makes the nodes that do a layer's work.
     *
     * @param layer which
     * @param node its node as it is by now
     * @param variant takes constants
     * @return in their order; the last one has the node's outputs
     * @throws IOException if weights cannot be read or written
     */
    List<NodeProto> of(Layer layer, NodeProto node, GraphVariant variant) throws IOException {
        int axis = Form.axis(layer);
        float input = affine(plan.rangeOf(layer.node().getInput(0))).scale();
        Weights weights = Weights.read(layer.weight());
        float[] least = new float[weights.extent(axis)];
        Optional<TensorProto> constant = Form.input(layer.node(), 2)
                .map(layer.others()::get)
                .filter(tensor -> isAlongChannels(tensor, least.length));
        boolean isPerChannel = constant.isPresent();
        float[] bias = isPerChannel ? Weights.read(constant.get()).values() : new float[0];
        for (int channel = 0; channel < bias.length; channel++) {
            least[channel] = Math.abs(bias[channel]) / (input * MOST_BIAS);
        }
        Int8Weights quantized = Int8Weights.perChannel(weights, axis, integers.most(), least);
        float[] errors = this.errors.getOrDefault(layer.name(), new float[bias.length]);
        for (int channel = 0; channel < bias.length; channel++) {
            if (quantized.scales()[channel] > least[channel]) { // else it is rounded otherwise than was computed
                bias[channel] -= errors[channel];
            }
        }
        List<NodeProto> made = new ArrayList<>();
        String floats = variant.dequantized(Form.name(layer, 0), quantized, weights.shape(), axis, made);
        NodeProto.Builder changed = node.toBuilder().setInput(layer.operator().weight, floats);
        if (isPerChannel) {
            changed.setInput(2, sums(layer, bias, quantized.scales(), input, variant, made));
        }
        made.add(changed.build());
        return made;
    }

    /** A bias of a Gemm may differ from row to row instead. */
    private static boolean isAlongChannels(TensorProto bias, int channels) {
        int rank = bias.getDimsCount();
        long count = bias.getDimsList().stream().reduce(1L, (one, other) -> one * other);
        return rank > 0 && bias.getDims(rank - 1) == channels && count == channels;
    }

    private static String sums(
            Layer layer, float[] bias, float[] scales, float input, GraphVariant variant, List<NodeProto> made)
            throws IOException {
        int[] sums = new int[bias.length];
        float[] products = new float[bias.length];
        for (int channel = 0; channel < sums.length; channel++) {
            products[channel] = scales[channel] * input;
            sums[channel] = (int) Math.rint((double) bias[channel] / products[channel]);
        }
        String name = layer.name() + "_bias";
        String values = variant.add(Nodes.ints(name + "_q", sums, sums.length));
        String scale = variant.add(Nodes.floats(name + "_s", products, products.length));
        String zeros = variant.add(Nodes.ints(name + "_z", new int[sums.length], sums.length));
        String floats = variant.unique(name + "_d");
        made.add(Nodes.node("DequantizeLinear", List.of(values, scale, zeros), floats)
                .addAttribute(Nodes.attribute("axis", 0))
                .build());
        return floats;
    }
}

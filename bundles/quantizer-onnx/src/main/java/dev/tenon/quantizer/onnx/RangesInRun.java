// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.quantizer.onnx.Layer.Operator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Weights and activations of 8 bits, whose ranges are found in each run ({@code DynamicQuantizeLinear}). */
final class RangesInRun implements Form {
    /** What unsigned integers have as zero. */
    private static final int MIDDLE = 128;

    @Override
    public List<NodeProto> of(Layer layer, NodeProto node, GraphVariant variant, int most) throws IOException {
        return layer.operator() == Operator.LSTM
                ? lstm(layer, node, variant, most)
                : product(layer, node, variant, most);
    }

    private static List<NodeProto> product(Layer layer, NodeProto node, GraphVariant variant, int most)
            throws IOException {
        List<NodeProto> nodes = new ArrayList<>();
        List<String> input = quantized(node.getInput(0), variant, nodes);
        List<String> weights =
                layer.operator() == Operator.CONV ? convolution(layer, variant, most) : matrix(layer, variant, most);
        String output = node.getOutput(0);
        String sums = variant.unique(output + "_i");
        String floats = variant.unique(output + "_u");
        String scale = variant.unique(output + "_s");
        boolean isBiased = Form.input(node, 2).isPresent();
        String scaled = isBiased ? variant.unique(output + "_m") : output;
        List<String> read = new ArrayList<>(List.of(input.get(0), weights.get(0), input.get(2)));
        if (layer.operator() == Operator.CONV) {
            read.add(weights.get(2));
        }
        NodeProto.Builder integer =
                Nodes.node(layer.operator() == Operator.CONV ? "ConvInteger" : "MatMulInteger", read, sums);
        if (layer.operator() == Operator.CONV) {
            integer.addAllAttribute(node.getAttributeList());
        }
        nodes.add(integer.build());
        nodes.add(Nodes.node("Cast", List.of(sums), floats)
                .addAttribute(Nodes.attribute("to", DataType.FLOAT_VALUE))
                .build());
        nodes.add(
                Nodes.node("Mul", List.of(input.get(1), weights.get(1)), scale).build());
        nodes.add(Nodes.node("Mul", List.of(floats, scale), scaled).build());
        if (isBiased) {
            nodes.add(Nodes.node("Add", List.of(scaled, bias(layer, node, variant, nodes)), output)
                    .build());
        }
        return nodes;
    }

    /** Returns integers, scale and zero point of an activation. */
    private static List<String> quantized(String input, GraphVariant variant, List<NodeProto> nodes)
            throws IOException {
        return variant.once("in run " + input, () -> {
            List<String> names =
                    List.of(variant.unique(input + "_q"), variant.unique(input + "_s"), variant.unique(input + "_z"));
            nodes.add(Nodes.node("DynamicQuantizeLinear", List.of(input), names.get(0))
                    .addOutput(names.get(1))
                    .addOutput(names.get(2))
                    .build());
            return names;
        });
    }

    private static List<String> matrix(Layer layer, GraphVariant variant, int most) throws IOException {
        String name = Form.name(layer, 0);
        return variant.once("matrix " + name + " " + Form.isTransposed(layer.node()), () -> {
            Weights values = Form.inputsFirst(layer);
            Int8Weights matrix = Int8Weights.perChannel(values, 1, most);
            return List.of(
                    variant.add(name + "_q", DataType.INT8, matrix.values(), values.shape()),
                    variant.add(Nodes.floats(name + "_s", matrix.scales(), matrix.scales().length)));
        });
    }

    /** ONNX Runtime has {@code ConvInteger} for unsigned weights alone. */
    private static List<String> convolution(Layer layer, GraphVariant variant, int most) throws IOException {
        String name = Form.name(layer, 0);
        return variant.once("convolution " + name, () -> {
            Weights values = Weights.read(layer.weight());
            Int8Weights filters = Int8Weights.perChannel(values, 0, most);
            byte[] unsigned = filters.values().clone();
            for (int i = 0; i < unsigned.length; i++) {
                unsigned[i] = (byte) (unsigned[i] + MIDDLE);
            }
            long[] perChannel = new long[values.shape().length];
            Arrays.fill(perChannel, 1);
            perChannel[1] = filters.scales().length;
            return List.of(
                    variant.add(name + "_q", DataType.UINT8, unsigned, values.shape()),
                    variant.add(Nodes.floats(name + "_s", filters.scales(), perChannel)),
                    variant.add(name + "_z", DataType.UINT8, new byte[] {(byte) MIDDLE}));
        });
    }

    /** A convolution's bias is added along its channels. */
    private static String bias(Layer layer, NodeProto node, GraphVariant variant, List<NodeProto> nodes)
            throws IOException {
        String bias = node.getInput(2);
        if (layer.operator() != Operator.CONV) {
            return bias;
        }
        int places = layer.weight().getDimsCount() - 2;
        return variant.once("bias " + bias + " " + places, () -> {
                    List<Long> shape = new ArrayList<>(List.of(1L, -1L));
                    for (int i = 0; i < places; i++) {
                        shape.add(1L);
                    }
                    ByteBuffer extents = Nodes.little(8 * shape.size());
                    shape.forEach(extents::putLong);
                    String target = variant.add(bias + "_shape", DataType.INT64, extents.array(), shape.size());
                    String shaped = variant.unique(bias + "_shaped");
                    nodes.add(
                            Nodes.node("Reshape", List.of(bias, target), shaped).build());
                    return List.of(shaped);
                })
                .get(0);
    }

    /** {@code DynamicQuantizeLSTM} wants weights with the outputs last, and a scale for each. */
    private static List<NodeProto> lstm(Layer layer, NodeProto node, GraphVariant variant, int most)
            throws IOException {
        List<String> inputs = new ArrayList<>(node.getInputList());
        while (inputs.size() < 8) {
            inputs.add("");
        }
        for (int i = 0; i < 2; i++) {
            TensorProto weight = layer.weights().get(i);
            String name = Form.name(layer, i);
            List<String> made = variant.once("lstm " + name, () -> gates(Weights.read(weight), name, variant, most));
            inputs.set(1 + i, made.get(0));
            inputs.addAll(made.subList(1, 3));
        }
        List<AttributeProto> attributes = node.getAttributeList().stream()
                .filter(attribute -> !attribute.getName().equals("layout")) // it has batches second, and no choice
                .toList();
        return List.of(node.toBuilder()
                .setOpType("DynamicQuantizeLSTM")
                .setDomain(Nodes.MICROSOFT)
                .clearInput()
                .addAllInput(inputs)
                .clearAttribute()
                .addAllAttribute(attributes)
                .build());
    }

    private static List<String> gates(Weights weights, String name, GraphVariant variant, int most) throws IOException {
        int directions = weights.extent(0);
        int outputs = weights.extent(1);
        int inputs = weights.extent(2);
        byte[] integers = new byte[weights.values().length];
        float[] scales = new float[directions * outputs];
        for (int direction = 0; direction < directions; direction++) {
            int from = direction * outputs * inputs;
            float[] part = Arrays.copyOfRange(weights.values(), from, from + outputs * inputs);
            Weights matrix = new Weights(part, new long[] {outputs, inputs}).transposed();
            Int8Weights quantized = Int8Weights.perChannel(matrix, 1, most);
            System.arraycopy(quantized.values(), 0, integers, from, quantized.values().length);
            System.arraycopy(quantized.scales(), 0, scales, direction * outputs, outputs);
        }
        return List.of(
                variant.add(name + "_q", DataType.INT8, integers, directions, inputs, outputs),
                variant.add(Nodes.floats(name + "_s", scales, directions, outputs)),
                variant.add(name + "_z", DataType.INT8, new byte[scales.length], directions, outputs));
    }
}

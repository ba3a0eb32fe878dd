// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folds a {@code BatchNormalization} into the {@code Conv} before it, of which it is the only reader: with
 * <i>f = scale ∕ √(variance + ε)</i>, the weights of each output channel are multiplied by <i>f</i>, and the bias becomes
 * <i>(bias − mean) · f + shift</i> (Jacob et al., Quantization and Training of Neural Networks for Efficient
 * Integer-Arithmetic-Only Inference, CVPR 2018, §3.2). Stateless.
 */
public final class BatchNormFolding {
    private static final int SCALE = 1;
    private static final int SHIFT = 2;
    private static final int MEAN = 3;
    private static final int VARIANCE = 4;
    private static final float EPSILON = 1e-5f;

    /** Before this opset a node that does not say so is in training. */
    private static final long FIRST_OPSET = 7;

    private BatchNormFolding() {}

    /**
     * Folds what can be folded, in the model's own graph; not within branches, loops and functions. Weights that are no
     * 32-bit floats, or not constant, stay as they are, as do models of an opset before 7. A model of a format before IR 4
     * is {@linkplain IrVersions#atLeast4 raised} to it.
     *
     * @param model that was {@linkplain ModelReader read}; stays as it is
     * @param weights takes the new weights
     * @return a model of the same outputs, but for rounding
     * @throws IOException if weights cannot be read or written
     */
    public static ModelProto fold(ModelProto model, WeightsFile weights) throws IOException {
        if (Opsets.opset(model.getOpsetImportList()) < FIRST_OPSET) {
            return model;
        }
        ModelProto raised = IrVersions.atLeast4(model);
        Graph graph = Graph.of(raised.getGraph());
        for (NodeProto norm : graph.nodes()) {
            Optional<Pair> pair = pair(graph, norm);
            if (pair.isPresent()) {
                fold(graph, pair.get(), weights);
            }
        }
        graph.sweep();
        return raised.toBuilder().setGraph(graph.build()).build();
    }

    /** A convolution, and the normalization that alone reads it, with its four vectors. */
    private record Pair(
            NodeProto conv, TensorProto weight, Optional<TensorProto> bias, NodeProto norm, List<float[]> vectors) {}

    private static Optional<Pair> pair(Graph graph, NodeProto norm) throws IOException {
        if (!Graph.isOnnx(norm, "BatchNormalization") || norm.getInputCount() <= VARIANCE || isOther(norm)) {
            return Optional.empty();
        }
        String between = norm.getInput(0);
        Optional<NodeProto> conv =
                graph.producer(between).filter(node -> Graph.isOnnx(node, "Conv") && node.getInputCount() > 1);
        if (conv.isEmpty() || graph.readers(between).size() != 1 || graph.isOutput(between)) {
            return Optional.empty();
        }
        Optional<TensorProto> weight = floats(graph, conv.get().getInput(1))
                .filter(tensor -> tensor.getDimsCount() > 1 && tensor.getDims(0) > 0);
        if (weight.isEmpty()) {
            return Optional.empty();
        }
        long channels = weight.get().getDims(0);
        boolean hasBias =
                conv.get().getInputCount() > 2 && !conv.get().getInput(2).isEmpty();
        Optional<TensorProto> bias = hasBias ? vector(graph, conv.get().getInput(2), channels) : Optional.empty();
        if (hasBias && bias.isEmpty()) {
            return Optional.empty();
        }
        List<float[]> vectors = new ArrayList<>();
        for (int i : new int[] {SCALE, SHIFT, MEAN, VARIANCE}) {
            Optional<TensorProto> vector = vector(graph, norm.getInput(i), channels);
            if (vector.isEmpty()) {
                return Optional.empty();
            }
            vectors.add(values(vector.get()));
        }
        return Optional.of(new Pair(conv.get(), weight.get(), bias, norm, vectors));
    }

    private static Optional<TensorProto> vector(Graph graph, String name, long channels) {
        return floats(graph, name).filter(tensor -> tensor.getDimsList().equals(List.of(channels)));
    }

    /** Says whether it is in training, or has a mean for each place (until opset 8). */
    private static boolean isOther(NodeProto norm) {
        return norm.getOutputCount() > 1 || integer(norm, "training_mode", 0) != 0 || integer(norm, "spatial", 1) == 0;
    }

    private static long integer(NodeProto node, String name, long otherwise) {
        return Graph.attribute(node, name).map(AttributeProto::getI).orElse(otherwise);
    }

    private static Optional<TensorProto> floats(Graph graph, String name) {
        return graph.constant(name).filter(tensor -> tensor.getDataType() == DataType.FLOAT_VALUE);
    }

    private static float[] values(TensorProto tensor) throws IOException {
        FloatBuffer buffer = Tensors.raw(tensor).asFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static void fold(Graph graph, Pair pair, WeightsFile weights) throws IOException {
        int channels = (int) pair.weight().getDims(0);
        float epsilon = Graph.attribute(pair.norm(), "epsilon")
                .map(AttributeProto::getF)
                .orElse(EPSILON);
        double[] factors = new double[channels];
        float[] bias = pair.bias().isPresent() ? values(pair.bias().get()) : new float[channels];
        ByteBuffer shifts = little(channels);
        for (int i = 0; i < channels; i++) {
            factors[i] = pair.vectors().get(SCALE - 1)[i]
                    / Math.sqrt((double) pair.vectors().get(VARIANCE - 1)[i] + epsilon);
            double mean = pair.vectors().get(MEAN - 1)[i];
            shifts.putFloat(
                    (float) ((bias[i] - mean) * factors[i] + pair.vectors().get(SHIFT - 1)[i]));
        }
        TensorProto vector = TensorProto.newBuilder()
                .setName(pair.conv().getOutput(0) + "_bias")
                .setDataType(DataType.FLOAT_VALUE)
                .addDims(channels)
                .build();
        String weightName = graph.add(scaled(pair.weight(), factors, weights));
        String biasName = graph.add(weights.append(vector, shifts.flip()));
        NodeProto folded = pair.conv().toBuilder()
                .clearInput()
                .addInput(pair.conv().getInput(0))
                .addInput(weightName)
                .addInput(biasName)
                .setOutput(0, pair.norm().getOutput(0))
                .build();
        graph.replace(pair.conv(), folded);
        graph.replace(pair.norm());
    }

    private static TensorProto scaled(TensorProto weight, double[] factors, WeightsFile weights) throws IOException {
        FloatBuffer old = Tensors.raw(weight).asFloatBuffer();
        int each = old.remaining() / factors.length;
        ByteBuffer scaled = little(old.remaining());
        for (double factor : factors) {
            for (int i = 0; i < each; i++) {
                scaled.putFloat((float) (old.get() * factor));
            }
        }
        TensorProto shape = TensorProto.newBuilder()
                .setName(weight.getName() + "_folded")
                .setDataType(DataType.FLOAT_VALUE)
                .addAllDims(weight.getDimsList())
                .build();
        return weights.append(shape, scaled.flip());
    }

    private static ByteBuffer little(int floats) {
        return ByteBuffer.allocate(floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}

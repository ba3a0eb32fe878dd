// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import com.google.protobuf.ByteString;
import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.proto.AttributeProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.quantizer.onnx.Int8Weights.Layout;
import dev.tenon.quantizer.onnx.Layer.Operator;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * By how much the sums of each channel of a layer are off on the average, because its weights are rounded to 8 bits; its
 * bias can make up for that (Nagel et al., Data-Free Quantization Through Weight Equalization and Bias Correction, ICCV
 * 2019, §4.2, with the means that were measured). A layer is linear: the errors are what it makes of the means of what it
 * reads with the errors of its weights.
 */
final class MeanErrors {
    private final InputMeans means;
    private final int most;

    /**
     * Makes one.
     *
     * @param means of what the layers read
     * @param most the greatest integer of a weight
     */
    MeanErrors(InputMeans means, int most) {
        this.means = means;
        this.most = most;
    }

    /**
     * Computes the errors of layers.
     *
     * @param layers of the outer graph
     * @return for each channel, by the layer's name; nothing of a layer without a bias, or whose input was not seen
     * @throws IOException if weights cannot be read
     */
    Map<String, float[]> of(Collection<Layer> layers) throws IOException {
        Map<String, float[]> errors = new HashMap<>();
        for (Layer layer : layers) {
            Optional<InputMeans.Mean> mean = means.of(layer.node().getInput(0));
            if (hasBias(layer) && mean.isPresent()) {
                errors.put(layer.name(), errors(layer, mean.get()));
            }
        }
        return errors;
    }

    /** Says whether a layer has a bias that can make up for errors. */
    static boolean hasBias(Layer layer) {
        return (layer.operator() == Operator.CONV || layer.operator() == Operator.GEMM)
                && Form.input(layer.node(), 2)
                        .filter(layer.others()::containsKey)
                        .isPresent();
    }

    /** Of what is no number, nothing. */
    private float[] errors(Layer layer, InputMeans.Mean mean) throws IOException {
        Weights weights = Weights.read(layer.weight());
        int axis = Form.axis(layer);
        Int8Weights rounded = Int8Weights.perChannel(weights, axis, most);
        Layout layout = Layout.of(weights.shape(), axis);
        boolean isPicture = layer.operator() == Operator.CONV;
        double[] inside = isPicture ? inside(layer.node(), weights.shape(), mean.places()) : new double[] {1};
        int inputs = weights.extent(isPicture ? 1 : 1 - axis);
        int outputsOfGroup = isPicture ? weights.extent(0) * inputs / mean.channels().length : weights.extent(axis);
        double[] sums = new double[weights.extent(axis)];
        for (int i = 0; i < weights.values().length; i++) {
            int channel = layout.channel(i);
            int input = isPicture
                    ? channel / outputsOfGroup * inputs + i / inside.length % inputs
                    : axis == 0 ? i % inputs : i / weights.extent(1);
            double error = rounded.values()[i] * (double) rounded.scales()[channel] - weights.values()[i];
            sums[channel] += error * mean.channels()[input] * inside[i % inside.length];
        }
        float[] errors = new float[sums.length];
        for (int channel = 0; channel < errors.length; channel++) {
            errors[channel] = Double.isFinite(sums[channel]) ? (float) sums[channel] : 0;
        }
        return errors;
    }

    /**
     * For each place of a filter, at which share of its positions it lies on the picture, not on the zeros around: as if
     * the picture were the same all over.
     */
    private static double[] inside(NodeProto node, long[] shape, long[] places) {
        double[] shares = {1};
        for (int axis = 0; axis < places.length; axis++) {
            double[] along = along(node, axis, places.length, (int) shape[2 + axis], places[axis]);
            double[] all = new double[shares.length * along.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = shares[i / along.length] * along[i % along.length];
            }
            shares = all;
        }
        return shares;
    }

    /** The same along one axis (Conv of the ONNX operators: {@code auto_pad}, {@code pads}, {@code strides}). */
    private static double[] along(NodeProto node, int axis, int rank, int size, long extent) {
        long stride = number(node, "strides", axis, 1);
        long step = number(node, "dilations", axis, 1);
        long reach = step * (size - 1) + 1;
        long before = number(node, "pads", axis, 0);
        long after = number(node, "pads", rank + axis, 0);
        String automatic = Graph.attribute(node, "auto_pad")
                .map(AttributeProto::getS)
                .map(ByteString::toStringUtf8)
                .orElse("NOTSET");
        if (automatic.startsWith("SAME")) {
            long positions = (extent + stride - 1) / stride;
            long zeros = Math.max(0, (positions - 1) * stride + reach - extent);
            before = automatic.equals("SAME_LOWER") ? zeros - zeros / 2 : zeros / 2;
            after = zeros - before;
        }
        long positions = Math.max(1, (extent + before + after - reach) / stride + 1);
        double[] shares = new double[size];
        for (int place = 0; place < size; place++) {
            for (long position = 0; position < positions; position++) {
                long at = position * stride + place * step - before;
                shares[place] += at >= 0 && at < extent ? 1.0 / positions : 0;
            }
        }
        return shares;
    }

    private static long number(NodeProto node, String attribute, int index, long otherwise) {
        return Graph.attribute(node, attribute)
                .filter(numbers -> index < numbers.getIntsCount())
                .map(numbers -> numbers.getInts(index))
                .orElse(otherwise);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.WeightsFile;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.quantizer.onnx.Int8Weights.Layout;
import dev.tenon.quantizer.onnx.Layer.Operator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By how much the sums of each channel of a layer are off on the average, because its weights are rounded to 8 bits; its
 * bias can make up for that (Nagel et al., Data-Free Quantization Through Weight Equalization and Bias Correction, ICCV
 * 2019, §4.2, the empirical form). A layer is linear: the errors are what it would make of the errors of its weights.
 */
final class MeanErrors {
    private static final String ERRORS = "__errors";
    private static final String WEIGHTS = "__errors_w";
    private static final String EACH = "__errors_each";

    private final Calibration calibration;
    private final Path work;
    private final int most;

    /**
     * Makes one.
     *
     * @param calibration runs the model
     * @param work takes what it needs for it
     * @param most the greatest integer of a weight
     */
    MeanErrors(Calibration calibration, Path work, int most) {
        this.calibration = calibration;
        this.work = work;
        this.most = most;
    }

    /**
     * Measures layers.
     *
     * @param layers of the outer graph
     * @param samples so many are looked at
     * @return for each channel, by the layer's name; nothing of a layer without a bias
     * @throws dev.tenon.api.quantizer.QuantizationRefusedException as {@link Calibration#ranges}
     * @throws IOException if weights cannot be read, or the model not be run
     */
    Map<String, float[]> of(List<Layer> layers, int samples) throws IOException {
        return measured(layers.stream().filter(MeanErrors::hasBias).toList(), samples);
    }

    /** Says whether a layer has a bias that can make up for errors. */
    static boolean hasBias(Layer layer) {
        return (layer.operator() == Operator.CONV || layer.operator() == Operator.GEMM)
                && Form.input(layer.node(), 2)
                        .filter(layer.others()::containsKey)
                        .isPresent();
    }

    private Map<String, float[]> measured(List<Layer> layers, int enough) throws IOException {
        List<NodeProto> nodes = new ArrayList<>();
        List<TensorProto> constants = new ArrayList<>();
        Map<String, float[]> sums = new HashMap<>();
        int[] samples = {0};
        try (WeightsFile file = new WeightsFile(work)) {
            for (Layer layer : layers) {
                constants.add(errors(layer, file));
                nodes.addAll(nodes(layer));
            }
            List<String> outputs =
                    layers.stream().map(layer -> layer.name() + ERRORS).toList();
            calibration.watch(nodes, constants, outputs, enough, result -> {
                samples[0]++;
                layers.forEach(layer -> add(
                        Optional.ofNullable(result.get(layer.name() + ERRORS)).orElseThrow(),
                        sums.computeIfAbsent(layer.name(), name -> new float[channels(layer)])));
            });
        }
        sums.forEach((name, sum) -> {
            for (int channel = 0; channel < sum.length; channel++) {
                sum[channel] /= samples[0];
            }
        });
        return sums;
    }

    private static int channels(Layer layer) {
        return (int) layer.weight().getDims(Form.axis(layer));
    }

    /** The layer with the errors of its weights, and the mean over all places of a picture. */
    private static List<NodeProto> nodes(Layer layer) {
        boolean isPicture = layer.operator() == Operator.CONV;
        NodeProto product = layer.node().toBuilder()
                .clearName()
                .clearInput()
                .addInput(layer.node().getInput(0))
                .addInput(layer.name() + WEIGHTS)
                .setOutput(0, layer.name() + (isPicture ? EACH : ERRORS))
                .build();
        NodeProto mean = Nodes.node("GlobalAveragePool", List.of(layer.name() + EACH), layer.name() + ERRORS)
                .build();
        return isPicture ? List.of(product, mean) : List.of(product);
    }

    /** Adds the mean over all rows; of what is no number, nothing. */
    private static void add(Tensor errors, float[] sums) {
        FloatBuffer values = errors.floats();
        int rows = values.remaining() / sums.length;
        for (int row = 0; row < rows; row++) {
            for (int channel = 0; channel < sums.length; channel++) {
                float value = values.get() / rows;
                sums[channel] += Float.isFinite(value) ? value : 0;
            }
        }
    }

    private TensorProto errors(Layer layer, WeightsFile file) throws IOException {
        Weights weights = Weights.read(layer.weight());
        int axis = Form.axis(layer);
        Int8Weights rounded = Int8Weights.perChannel(weights, axis, most);
        Layout layout = Layout.of(weights.shape(), axis);
        ByteBuffer errors = Nodes.little(Float.BYTES * weights.values().length);
        for (int i = 0; i < weights.values().length; i++) {
            errors.putFloat(rounded.values()[i] * rounded.scales()[layout.channel(i)] - weights.values()[i]);
        }
        return file.append(Nodes.empty(layer.name() + WEIGHTS, DataType.FLOAT, weights.shape()), errors.flip());
    }
}

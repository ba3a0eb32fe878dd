// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.WeightsFile;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorProto.DataType;
import dev.tenon.quantizer.onnx.EightBits.Integers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Has products of matrices take a part of the range that single channels of their inputs have: the vector before divides
 * channel <i>j</i> by <i>s = √(max|x| ∕ max|w|)</i>, and the weights multiply it (Xiao et al., SmoothQuant: Accurate and
 * Efficient Post-Training Quantization for Large Language Models, ICML 2023, §4, α = ½). <i>s</i> is a power of two, so what
 * the model computes stays the same to the last bit, and nothing is added that would run. Stateless.
 */
final class Balancing {
    private static final int MOST_EXPONENT = 10;

    /** How many times as far as the middle one the furthest channel reaches where there is something to balance. */
    private static final float OUTLIER = 6;

    private Balancing() {}

    /**
     * Balances a model, if the samples say that variants of it are nearer then.
     *
     * @param model prepared
     * @param comparison of variants with it
     * @param integers what the device likes
     * @param weights takes new weights; must be there as long as the model is used
     * @param work takes what is needed on the way
     * @return the same if there is nothing to balance, or it serves nothing
     * @throws dev.tenon.api.quantizer.QuantizationRefusedException as {@link Calibration#ranges}
     * @throws IOException if weights cannot be read or written, or the model not be run
     */
    static ModelProto balanced(
            ModelProto model, Comparison comparison, Integers integers, WeightsFile weights, Path work)
            throws IOException {
        Calibration calibration = new Calibration(model, comparison.samples(), comparison.runner());
        List<BalancedGroup> groups = BalancedGroup.of(Graph.of(model.getGraph()), Layers.of(model.getGraph(), true));
        if (groups.isEmpty() || !calibration.hasSamples()) {
            return model;
        }
        Map<String, float[]> greatest = greatest(groups, calibration);
        groups.removeIf(group -> !hasOutlier(greatest.getOrDefault(group.activation(), new float[1])));
        if (groups.isEmpty()) {
            return model;
        }
        Graph graph = Graph.of(model.getGraph());
        for (BalancedGroup group : groups) {
            balance(graph, group, greatest.getOrDefault(group.activation(), new float[0]), weights);
        }
        graph.sweep();
        ModelProto balanced = model.toBuilder().setGraph(graph.build()).build();
        try (WeightsFile file = new WeightsFile(work)) {
            List<ModelProto> variants = List.of(
                    variant(model, Schemes.W8A8, comparison, integers, file),
                    variant(balanced, Schemes.W8A8, comparison, integers, file),
                    variant(model, Schemes.W4A8, comparison, integers, file),
                    variant(balanced, Schemes.W4A8, comparison, integers, file));
            double[] distances = comparison.distances(variants, InputMeans.ENOUGH, new ExactAnswers(model));
            return distances[1] < distances[0] && distances[3] <= distances[2] ? balanced : model;
        }
    }

    private static Map<String, float[]> greatest(List<BalancedGroup> groups, Calibration calibration)
            throws IOException {
        Map<String, float[]> greatest = new LinkedHashMap<>();
        groups.forEach(group -> greatest.put(group.activation(), new float[group.inputs()]));
        calibration.look(greatest.keySet(), (name, values) -> {
            float[] most = greatest.getOrDefault(name, new float[1]);
            for (int i = 0; values.hasRemaining(); i++) {
                float value = Math.abs(values.get());
                int channel = i % most.length;
                most[channel] = Float.isFinite(value) ? Math.max(most[channel], value) : most[channel];
            }
        });
        return greatest;
    }

    private static boolean hasOutlier(float[] greatest) {
        float[] sorted = greatest.clone();
        Arrays.sort(sorted);
        float middle = sorted[sorted.length / 2];
        return middle > 0 && sorted[sorted.length - 1] > OUTLIER * middle;
    }

    private static void balance(Graph graph, BalancedGroup group, float[] inputs, WeightsFile file) throws IOException {
        float[] greatest = new float[inputs.length];
        for (Layer layer : group.layers()) {
            Weights weights = Weights.read(layer.weight());
            boolean isLast = Form.isTransposed(layer.node());
            for (int i = 0; i < weights.values().length; i++) {
                int channel = channel(i, weights, isLast);
                greatest[channel] = Math.max(greatest[channel], Math.abs(weights.values()[i]));
            }
        }
        float[] scales = scales(inputs, greatest);
        for (Layer layer : group.layers()) {
            Weights weights = Weights.read(layer.weight());
            boolean isLast = Form.isTransposed(layer.node());
            for (int i = 0; i < weights.values().length; i++) {
                weights.values()[i] *= scales[channel(i, weights, isLast)];
            }
            replace(graph, layer.node(), 1, weights, file);
        }
        for (BalancedGroup.Vector vector : group.vectors()) {
            Weights values = Weights.read(vector.values());
            for (int channel = 0; channel < scales.length; channel++) {
                values.values()[channel] /= scales[channel];
            }
            replace(graph, vector.node(), vector.input(), values, file);
        }
    }

    private static int channel(int index, Weights weights, boolean isLast) {
        return isLast ? index % weights.extent(1) : index / weights.extent(1);
    }

    /** Powers of two, 1 where a channel is always zero. */
    private static float[] scales(float[] inputs, float[] weights) {
        float[] scales = new float[inputs.length];
        Arrays.fill(scales, 1);
        for (int channel = 0; channel < scales.length; channel++) {
            if (inputs[channel] > 0 && weights[channel] > 0) {
                double exponent = Math.log((double) inputs[channel] / weights[channel]) / Math.log(2) / 2;
                int limited = (int) Math.max(-MOST_EXPONENT, Math.min(MOST_EXPONENT, Math.rint(exponent)));
                scales[channel] = Math.scalb(1f, limited);
            }
        }
        return scales;
    }

    /** Gives a node a constant of its own; of one that was changed before, as it is by now. */
    private static void replace(Graph graph, NodeProto node, int input, Weights values, WeightsFile file)
            throws IOException {
        NodeProto now = graph.producer(node.getOutput(0)).orElseThrow();
        ByteBuffer bytes = Nodes.little(Float.BYTES * values.values().length);
        FloatBuffer floats = bytes.asFloatBuffer();
        floats.put(values.values());
        TensorProto tensor =
                file.append(Nodes.empty(now.getInput(input) + "_b", DataType.FLOAT, values.shape()), bytes);
        graph.replace(now, now.toBuilder().setInput(input, graph.add(tensor)).build());
    }

    private static ModelProto variant(
            ModelProto model, String scheme, Comparison comparison, Integers integers, WeightsFile file)
            throws IOException {
        Map<String, Layer> layers = new LinkedHashMap<>();
        Map<String, String> all = new LinkedHashMap<>();
        for (Layer layer : Layers.of(model.getGraph(), true)) {
            layers.put(layer.name(), layer);
            if (layer.schemes().contains(scheme)) {
                all.put(layer.name(), scheme);
            }
        }
        List<Layer> onEightBits = scheme.equals(Schemes.W8A8)
                ? layers.values().stream()
                        .filter(layer -> all.containsKey(layer.name()))
                        .toList()
                : List.of();
        EightBitPlan plan = EightBits.plan(Graph.of(model.getGraph()), onEightBits);
        Calibration calibration = new Calibration(model, comparison.samples(), comparison.runner());
        Map<String, Spread.Range> ranges = EightBits.ranges(plan, calibration, RangeMethod.MIN_MAX);
        return new Variant(model, layers, all, new EightBits(plan, ranges, Map.of(), integers), Map.of(), file).make();
    }
}

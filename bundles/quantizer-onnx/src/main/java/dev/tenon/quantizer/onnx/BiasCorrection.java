// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.WeightsFile;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.quantizer.onnx.EightBits.Integers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether biases make up for the rounding of weights ({@link MeanErrors}): that serves most models and harms a few,
 * so a variant with all layers on 8 bits is made with and without, and the samples say which is nearer to the model. The
 * answer is found once, in runs that do not depend on what is asked for. Not thread-safe.
 */
final class BiasCorrection {
    private final ModelProto model;
    private final Map<String, Layer> layers;
    private final Calibration calibration;
    private final Comparison comparison;
    private final Integers integers;
    private final Path work;
    private Optional<Map<String, float[]>> known = Optional.empty();

    /**
     * Makes one.
     *
     * @param model prepared
     * @param layers of it that are worth 8 bits, by name
     * @param calibration knows its activations
     * @param comparison runs variants beside it
     * @param integers what the device likes
     * @param work takes what is needed for it
     */
    BiasCorrection(
            ModelProto model,
            Map<String, Layer> layers,
            Calibration calibration,
            Comparison comparison,
            Integers integers,
            Path work) {
        this.model = model;
        this.layers = layers;
        this.calibration = calibration;
        this.comparison = comparison;
        this.integers = integers;
        this.work = work;
    }

    /**
     * Returns the errors that biases are to make up for.
     *
     * @param asked layers on 8 bits
     * @return for each channel, by the layer's name; nothing if it serves nothing
     * @throws dev.tenon.api.quantizer.QuantizationRefusedException as {@link Calibration#ranges}
     * @throws IOException if weights cannot be read, or the model not be run
     */
    Map<String, float[]> errors(List<Layer> asked) throws IOException {
        if (asked.stream().noneMatch(MeanErrors::hasBias)) {
            return Map.of();
        }
        if (known.isEmpty()) {
            known = Optional.of(decide());
        }
        return known.get();
    }

    private Map<String, float[]> decide() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        layers.values().stream()
                .filter(layer -> layer.schemes().contains(Schemes.W8A8))
                .forEach(layer -> all.put(layer.name(), Schemes.W8A8));
        List<Layer> onEightBits = layers.values().stream()
                .filter(layer -> all.containsKey(layer.name()))
                .toList();
        EightBitPlan plan = EightBits.plan(Graph.of(model.getGraph()), onEightBits);
        InputMeans means = new InputMeans(onEightBits);
        ExactAnswers exact = new ExactAnswers(model);
        calibration.watch(EightBits.needed(plan), means, exact);
        EightBits without =
                new EightBits(plan, EightBits.ranges(plan, calibration, RangeMethod.MIN_MAX), Map.of(), integers);
        Map<String, float[]> errors = new MeanErrors(means, integers.most()).of(onEightBits);
        EightBits with = new EightBits(plan, without.ranges(), errors, integers);
        try (WeightsFile file = new WeightsFile(work)) {
            double[] distances = comparison.distances(
                    List.of(variant(all, without, file), variant(all, with, file)), means.enough(), exact);
            return distances[1] < distances[0] ? errors : Map.of();
        }
    }

    private ModelProto variant(Map<String, String> all, EightBits eightBits, WeightsFile file) throws IOException {
        return new Variant(model, layers, all, eightBits, Map.of(), file).make();
    }
}

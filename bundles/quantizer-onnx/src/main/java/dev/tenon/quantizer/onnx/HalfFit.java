// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.onnx.graph.Halves;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.quantizer.onnx.Spread.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which layers half floats hold: their weights do, and what they read and make in the samples. Not thread-safe. */
final class HalfFit {
    /** Other inputs than the samples reach further. */
    private static final float SAFE = Halves.MOST / 2;

    private final ModelProto model;
    private final Map<String, Layer> layers;
    private final Calibration calibration;
    /** Why weights do not fit, by the layer's name; empty if they do. */
    private final Map<String, String> known = new HashMap<>();

    /**
     * Makes one.
     *
     * @param model prepared
     * @param layers of it, by name
     * @param calibration knows its activations, if there are samples
     */
    HalfFit(ModelProto model, Map<String, Layer> layers, Calibration calibration) {
        this.model = model;
        this.layers = layers;
        this.calibration = calibration;
    }

    /**
     * What came of it.
     *
     * @param layers that are to be of half floats
     * @param misfits of those that were asked for and are not, why: by name, a sentence
     * @param beyond values of the outer graph that are too great
     */
    record Result(Set<String> layers, Map<String, String> misfits, Set<String> beyond) {}

    /**
     * Looks at layers.
     *
     * @param asked their names
     * @throws dev.tenon.api.quantizer.QuantizationRefusedException if weights are no numbers, or the samples do not fit
     * @throws IOException if weights cannot be read, or the model not be run
     */
    Result of(Set<String> asked) throws IOException {
        Set<String> fit = new LinkedHashSet<>();
        Map<String, String> misfits = new LinkedHashMap<>();
        for (String name : asked) {
            String why = weights(name);
            if (why.isEmpty()) {
                fit.add(name);
            } else {
                misfits.put(name, why);
            }
        }
        if (fit.isEmpty() || !calibration.hasSamples()) {
            return new Result(fit, misfits, Set.of());
        }
        Map<String, Double> greatest = greatest(fit);
        Set<String> beyond = new LinkedHashSet<>();
        greatest.forEach((value, most) -> {
            if (most > SAFE) {
                beyond.add(value);
            }
        });
        for (String name : List.copyOf(fit)) {
            activations(layer(name)).stream()
                    .filter(beyond::contains)
                    .findFirst()
                    .ifPresent(value -> {
                        fit.remove(name);
                        misfits.put(
                                name,
                                String.format(
                                        Locale.ROOT,
                                        "'%s' reaches %.3g in the samples, and half floats end at 65504: it stays in 32 bits",
                                        value,
                                        greatest.getOrDefault(value, 0.0)));
                    });
        }
        return new Result(fit, misfits, beyond);
    }

    private Layer layer(String name) {
        return Optional.ofNullable(layers.get(name)).orElseThrow();
    }

    private String weights(String name) throws IOException {
        String why = known.get(name);
        if (why == null) {
            why = "";
            for (TensorProto weight : layer(name).weights()) {
                Weights.requireFinite(weight);
                why = why.isEmpty() ? sentence("a weight of it", HalfTensor.misfit(weight, false)) : why;
            }
            for (TensorProto bias : layer(name).others().values()) {
                why = why.isEmpty() ? sentence("its bias", HalfTensor.misfit(bias, false)) : why;
            }
            known.put(name, why);
        }
        return why;
    }

    private static String sentence(String what, String misfit) {
        return misfit.isEmpty() ? "" : what + " " + misfit + ": it stays in 32 bits";
    }

    /** The greatest magnitudes of all that would be half floats, of the outer graph: others cannot be looked at. */
    private Map<String, Double> greatest(Set<String> fit) throws IOException {
        Set<String> values = new LinkedHashSet<>();
        fit.forEach(name -> values.addAll(activations(layer(name))));
        values.addAll(HalfVariant.plan(model, fit, layers.keySet(), Set.of()).made());
        if (values.isEmpty()) {
            return Map.of();
        }
        Map<String, Double> greatest = new HashMap<>();
        for (Map.Entry<String, Range> each :
                calibration.ranges(values, RangeMethod.MIN_MAX).entrySet()) {
            greatest.put(
                    each.getKey(),
                    Math.max(
                            Math.abs(each.getValue().least()),
                            Math.abs(each.getValue().greatest())));
        }
        return greatest;
    }

    /** What a layer of the outer graph reads and makes that is not the same in each run. */
    private static List<String> activations(Layer layer) {
        if (!layer.isOuter()) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (int i : HalfOperators.inputs(layer.node())) {
            if (!layer.isConstant(layer.node().getInput(i))) {
                values.add(layer.node().getInput(i));
            }
        }
        values.addAll(HalfOperators.outputs(layer.node()));
        return values;
    }
}

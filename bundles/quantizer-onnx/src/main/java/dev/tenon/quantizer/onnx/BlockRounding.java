// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.Schemes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rounds the weights of 4 bits by what their layers read in the samples, each layer once: what it reads does not depend on
 * what other layers become. Not thread-safe.
 */
final class BlockRounding {
    /** What sums of products of inputs may take at once. */
    private static final long MOST_BYTES = 256L << 20;

    private final Calibration calibration;
    private final Map<String, Int4Blocks> known = new HashMap<>();
    private long spent;

    BlockRounding(Calibration calibration) {
        this.calibration = calibration;
    }

    /**
     * Rounds layers, as many at once as memory allows.
     *
     * @param layers that are to have 4 bits
     * @return by the layer's name; one that is missing is rounded without looking at its inputs
     * @throws dev.tenon.api.quantizer.QuantizationRefusedException as {@link Calibration#products}
     * @throws IOException as there, or if weights cannot be read
     */
    Map<String, Int4Blocks> of(Collection<Layer> layers) throws IOException {
        List<Layer> part = new ArrayList<>();
        long bytes = 0;
        for (Layer layer : calibration.hasSamples() ? layers : List.<Layer>of()) {
            if (known.containsKey(layer.name()) || !layer.schemes().contains(Schemes.W8A8)) {
                continue;
            }
            long inputs = inputs(layer);
            long work = Gptq.work(layer.parameters() / inputs, inputs);
            if (spent + work > Gptq.MOST_WORK) {
                continue; // each weight is rounded by itself
            }
            spent += work;
            if (!part.isEmpty() && bytes + 8 * inputs * inputs > MOST_BYTES) {
                round(part);
                part.clear();
                bytes = 0;
            }
            part.add(layer);
            bytes += 8 * inputs * inputs;
        }
        round(part);
        return Collections.unmodifiableMap(known);
    }

    private static long inputs(Layer layer) {
        return Math.max(1, layer.weight().getDims(Form.isTransposed(layer.node()) ? 1 : 0));
    }

    private void round(List<Layer> part) throws IOException {
        if (part.isEmpty()) {
            return;
        }
        Map<String, InputProducts> products = new HashMap<>();
        part.forEach(layer ->
                products.computeIfAbsent(layer.node().getInput(0), name -> new InputProducts((int) inputs(layer))));
        calibration.products(products);
        for (Layer layer : part) {
            InputProducts read =
                    Optional.ofNullable(products.get(layer.node().getInput(0))).orElseThrow();
            Weights weights = Form.outputsFirst(layer);
            known.put(layer.name(), read.isSeen() ? Int4Blocks.of(weights, read) : Int4Blocks.of(weights));
        }
    }
}

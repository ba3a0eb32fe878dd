// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.quantizer.QuantizationRefusedException;
import dev.tenon.api.quantizer.QuantizationRefusedException.Reason;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import dev.tenon.quantizer.onnx.Spread.Histogram;
import dev.tenon.quantizer.onnx.Spread.Range;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Finds the ranges of activations: the model is run with the samples, and says of each activation its extremes; where a
 * histogram is asked for, it is run once more. Not thread-safe.
 */
final class Calibration {
    /** What the activations may take that are in memory at a time: more of them are looked at in further runs. */
    private static final long MOST_BYTES = 512L << 20;

    private static final String LEAST = "__least";
    private static final String GREATEST = "__greatest";
    private static final String SIZE = "__size";
    private static final String VALUES = "__values";

    private final ModelProto model;
    private final Iterable<Map<String, Tensor>> samples;
    private final Runner runner;
    private final Map<String, Spread> spreads = new LinkedHashMap<>();
    private final Map<String, Histogram> histograms = new HashMap<>();

    /**
     * Makes one.
     *
     * @param model prepared
     * @param samples what it is run with, by the runner
     */
    Calibration(ModelProto model, Iterable<Map<String, Tensor>> samples, Runner runner) {
        this.model = model;
        this.samples = samples;
        this.runner = runner;
    }

    boolean hasSamples() {
        return samples.iterator().hasNext();
    }

    /**
     * Looks at activations.
     *
     * @param activations 32-bit floats
     * @param method how ranges are found
     * @return of each that had values
     * @throws QuantizationRefusedException if there are no samples, or the model cannot be run with them
     * @throws IOException if the model cannot be written to be run
     */
    Map<String, Range> ranges(Collection<String> activations, RangeMethod method) throws IOException {
        List<String> unknown =
                activations.stream().filter(name -> !spreads.containsKey(name)).toList();
        if (!unknown.isEmpty()) {
            watch(unknown);
        }
        boolean isCounted = method == RangeMethod.PERCENTILE || method == RangeMethod.ENTROPY;
        if (isCounted) {
            count(activations.stream()
                    .filter(name -> spread(name).isSeen() && !histograms.containsKey(name))
                    .toList());
        }
        Map<String, Range> ranges = new LinkedHashMap<>();
        for (String name : activations) {
            if (spread(name).isSeen()) {
                ranges.put(name, range(name, method));
            }
        }
        return ranges;
    }

    private Spread spread(String name) {
        return Optional.ofNullable(spreads.get(name)).orElseThrow();
    }

    private Range range(String name, RangeMethod method) {
        Range exact = spread(name).minMax();
        return switch (method) {
            case MIN_MAX -> exact;
            case MOVING_AVERAGE -> spread(name).movingAverage();
            case PERCENTILE ->
                Ranges.percentile(Optional.ofNullable(histograms.get(name)).orElseThrow());
            case ENTROPY ->
                Ranges.entropy(Optional.ofNullable(histograms.get(name)).orElseThrow(), exact);
        };
    }

    /**
     * Looks at activations whose extremes are wanted, and shows the samples to others on the way.
     *
     * @param activations 32-bit floats
     * @param watches see each sample once
     * @throws QuantizationRefusedException as {@link #ranges}
     * @throws IOException as there
     */
    void watch(Collection<String> activations, Watch... watches) throws IOException {
        List<NodeProto> nodes = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Spread> seen = new LinkedHashMap<>();
        for (String name : activations) {
            seen.put(name, new Spread());
            nodes.add(reduction("ReduceMin", name, name + LEAST));
            nodes.add(reduction("ReduceMax", name, name + GREATEST));
            nodes.add(Nodes.node("Size", List.of(name), name + SIZE).build());
            outputs.addAll(List.of(name + LEAST, name + GREATEST, name + SIZE));
        }
        for (Watch watch : watches) {
            nodes.addAll(watch.nodes());
            outputs.addAll(watch.outputs());
        }
        run(nodes, outputs, result -> {
            seen.forEach((name, spread) -> add(name, spread, result));
            for (Watch watch : watches) {
                watch.add(result);
            }
        });
        spreads.putAll(seen);
    }

    private static void add(String name, Spread spread, Map<String, Tensor> result) {
        long elements = found(result, name + SIZE).data().getLong(0);
        if (elements > 0) {
            spread.add(
                    found(result, name + LEAST).data().getFloat(0),
                    found(result, name + GREATEST).data().getFloat(0),
                    elements);
        }
    }

    private static NodeProto reduction(String operator, String input, String output) {
        return Nodes.node(operator, List.of(input), output)
                .addAttribute(Nodes.attribute("keepdims", 0))
                .build();
    }

    private void count(List<String> activations) throws IOException {
        List<String> part = new ArrayList<>();
        long bytes = 0;
        for (String name : activations) {
            long size = 4 * spread(name).mostElements();
            if (!part.isEmpty() && bytes + size > MOST_BYTES / SideBySide.inMemory()) {
                countPart(part);
                part.clear();
                bytes = 0;
            }
            part.add(name);
            bytes += size;
        }
        if (!part.isEmpty()) {
            countPart(part);
        }
    }

    private void countPart(List<String> activations) throws IOException {
        activations.forEach(name -> histograms.put(name, spread(name).histogram()));
        look(activations, (name, values) -> Optional.ofNullable(histograms.get(name))
                .orElseThrow()
                .add(values));
    }

    /**
     * Sums up what layers read.
     *
     * @param products by the activation that is read
     * @throws QuantizationRefusedException as {@link #ranges}
     * @throws IOException as there
     */
    void products(Map<String, InputProducts> products) throws IOException {
        look(products.keySet(), (name, values) -> Optional.ofNullable(products.get(name))
                .orElseThrow()
                .add(values));
    }

    /** Shows the values of activations, sample by sample; each is made an output of its own, whatever it was before. */
    void look(Collection<String> activations, BiConsumer<String, FloatBuffer> looker) throws IOException {
        List<NodeProto> nodes = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        for (String name : activations) {
            nodes.add(Nodes.node("Identity", List.of(name), name + VALUES).build());
            outputs.add(name + VALUES);
        }
        run(
                nodes,
                outputs,
                result -> activations.forEach(
                        name -> looker.accept(name, found(result, name + VALUES).floats())));
    }

    private static Tensor found(Map<String, Tensor> result, String name) {
        return Optional.ofNullable(result.get(name)).orElseThrow();
    }

    /** Runs the model with further nodes, for their outputs alone. */
    private void run(List<NodeProto> nodes, List<String> outputs, Consumer<Map<String, Tensor>> look)
            throws IOException {
        GraphProto.Builder graph =
                model.getGraph().toBuilder().addAllNode(nodes).clearOutput();
        outputs.forEach(name -> graph.addOutput(ValueInfoProto.newBuilder().setName(name)));
        ModelProto looked = model.toBuilder().setGraph(graph).build();
        int count;
        try (Runner.Running running = runner.open(looked)) {
            count = SideBySide.each(samples.iterator(), Long.MAX_VALUE, running::run, look);
        } catch (SideBySide.FailedException e) {
            throw new QuantizationRefusedException(
                    Reason.BAD_SAMPLES,
                    "the model cannot be run with sample " + (e.index() + 1) + ": " + e.getMessage(),
                    e);
        } catch (BackendException e) {
            throw new QuantizationRefusedException(
                    Reason.BAD_SAMPLES, "the model cannot be run with samples: " + e.getMessage(), e);
        }
        if (count == 0) {
            throw new QuantizationRefusedException(
                    Reason.NO_SAMPLES,
                    "the scheme needs samples of what the model will read, and there are none: give some, or take a"
                            + " scheme that needs none (w8a8-dynamic, w4a8)");
        }
    }
}

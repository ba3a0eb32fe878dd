// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizationRequest;
import dev.tenon.api.quantizer.QuantizedModel;
import dev.tenon.api.quantizer.QuantizedModel.QuantizedLayer;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.onnx.graph.Graph;
import dev.tenon.onnx.graph.ModelWriter;
import dev.tenon.onnx.graph.WeightsFile;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.NodeProto;
import dev.tenon.quantizer.onnx.Spread.Range;
import dev.tenon.quantizer.onnx.Variant.Integers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An ONNX model that is open for quantizing. */
final class OnnxQuantization implements Quantization {
    /** With these, four products of 8 bits are summed at once into 32 bits; without, two into 16, which 7 bits fit. */
    private static final Set<String> WIDE_SUMS =
            Set.of("avx512_vnni", "avx_vnni", "avx_vnni_int8", "amx_int8", "avx10");

    /** What sums of products of inputs may take at once. */
    private static final long MOST_BYTES = 256L << 20;

    private final Preparation prepared;
    private final Map<String, Layer> layers;
    private final Calibration calibration;
    private final Integers integers;
    private final Path work;
    private final WeightsFile weights;
    /** Weights of 4 bits by the layer's name: what it reads does not depend on what other layers become. */
    private final Map<String, Int4Blocks> blocks = new HashMap<>();

    private long spent;

    private OnnxQuantization(
            Preparation prepared,
            List<Layer> layers,
            Calibration calibration,
            Integers integers,
            Path work,
            WeightsFile weights) {
        this.prepared = prepared;
        this.layers = new LinkedHashMap<>();
        layers.forEach(layer -> this.layers.put(layer.name(), layer));
        this.calibration = calibration;
        this.integers = integers;
        this.work = work;
        this.weights = weights;
    }

    static OnnxQuantization open(QuantizationRequest request, Runner runner) throws IOException {
        WeightsFile weights = new WeightsFile(request.work());
        try {
            Preparation prepared = Preparation.of(request.model().file(), runner, weights);
            return new OnnxQuantization(
                    prepared,
                    Layers.of(prepared.model().getGraph(), prepared.isStandard()),
                    new Calibration(prepared.model(), request.samples(), runner),
                    integers(request),
                    request.work(),
                    weights);
        } catch (IOException | RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    /**
     * U8S8 with 7 bits of weights on x86 without VNNI, U8S8 with it, S8S8 elsewhere (the advice of ONNX Runtime's {@code
     * quantize_static}).
     */
    private static Integers integers(QuantizationRequest request) {
        boolean isX86 = request.deviceKind().equals("cpu")
                && request.instructionSets().stream().anyMatch(set -> set.startsWith("avx") || set.startsWith("sse"));
        boolean isWide = !isX86 || request.instructionSets().stream().anyMatch(WIDE_SUMS::contains);
        return new Integers(!isX86, isWide ? Byte.MAX_VALUE : Byte.MAX_VALUE / 2);
    }

    @Override
    public List<QuantizableLayer> layers() {
        return layers.values().stream().map(Layer::described).toList();
    }

    @Override
    public QuantizedModel write(Map<String, String> schemes, RangeMethod method, Path file) throws IOException {
        Map<String, String> decided = decided(schemes);
        Set<NodeProto> onEightBits = Collections.newSetFromMap(new IdentityHashMap<>());
        decided.forEach((name, scheme) -> {
            if (scheme.equals(Schemes.W8A8)) {
                onEightBits.add(layer(name).node());
            }
        });
        EightBitPlan plan = EightBitPlan.of(Graph.of(prepared.model().getGraph()), onEightBits);
        Map<String, Range> ranges = ranges(plan, method);
        roundTogether(decided);
        try (WeightsFile made = new WeightsFile(work)) {
            ModelProto variant =
                    new Variant(prepared.model(), layers, decided, plan, ranges, integers, blocks, made).make();
            ModelWriter.write(variant, file, ModelWriter.layout(variant));
        }
        return new QuantizedModel(report(schemes, decided), prepared.remarks());
    }

    /** Rounds the weights of 4 bits by what their layers read in the samples, as many layers at once as memory allows. */
    private void roundTogether(Map<String, String> decided) throws IOException {
        if (!calibration.hasSamples()) {
            return;
        }
        List<Layer> part = new ArrayList<>();
        long bytes = 0;
        for (Layer layer : layers.values()) {
            long inputs = inputs(layer);
            if (!Schemes.W4A8.equals(decided.get(layer.name()))
                    || blocks.containsKey(layer.name())
                    || !layer.schemes().contains(Schemes.W8A8)) {
                continue;
            }
            long layerWork = Gptq.work(layer.parameters() / inputs, inputs);
            if (spent + layerWork > Gptq.MOST_WORK) {
                continue; // each weight is rounded by itself
            }
            spent += layerWork;
            if (!part.isEmpty() && bytes + 8 * inputs * inputs > MOST_BYTES) {
                roundPart(part);
                part.clear();
                bytes = 0;
            }
            part.add(layer);
            bytes += 8 * inputs * inputs;
        }
        roundPart(part);
    }

    private static long inputs(Layer layer) {
        return Math.max(1, layer.weight().getDims(Form.isTransposed(layer.node()) ? 1 : 0));
    }

    private void roundPart(List<Layer> part) throws IOException {
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
            blocks.put(layer.name(), read.isSeen() ? Int4Blocks.of(weights, read) : Int4Blocks.of(weights));
        }
    }

    private Map<String, Range> ranges(EightBitPlan plan, RangeMethod method) throws IOException {
        if (plan.activations().isEmpty()) {
            return Map.of();
        }
        List<String> needed =
                plan.activations().stream().map(plan::rangeOf).distinct().toList();
        Map<String, Range> ranges = new LinkedHashMap<>(calibration.ranges(needed, method));
        needed.forEach(name -> ranges.putIfAbsent(name, new Range(0, 0)));
        return ranges;
    }

    private Layer layer(String name) {
        return Optional.ofNullable(layers.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the model has no layer '" + name + "'"));
    }

    /** What each layer becomes that does not stay as it is. */
    private Map<String, String> decided(Map<String, String> schemes) {
        boolean isRanged = calibration.hasSamples() || schemes.containsValue(Schemes.W8A8);
        Map<String, String> decided = new LinkedHashMap<>();
        schemes.forEach((name, scheme) -> {
            Layer layer = layer(name);
            if (!scheme.equals(Schemes.ORIGINAL)) {
                if (!Layer.LADDER.contains(scheme)) {
                    throw new IllegalArgumentException(
                            "'" + scheme + "' is no scheme of this quantizer: it has " + Layer.LADDER);
                }
                layer.nearest(scheme, isRanged).ifPresent(nearest -> decided.put(name, nearest));
            }
        });
        return decided;
    }

    private List<QuantizedLayer> report(Map<String, String> asked, Map<String, String> decided) {
        List<QuantizedLayer> report = new ArrayList<>();
        layers.values().forEach(layer -> {
            String wanted = asked.getOrDefault(layer.name(), Schemes.ORIGINAL);
            String scheme = decided.getOrDefault(layer.name(), Schemes.ORIGINAL);
            String why = wanted.equals(scheme) ? "" : "a " + layer.operator().onnx + " like this has no " + wanted;
            report.add(new QuantizedLayer(layer.name(), layer.operator().onnx, scheme, layer.parameters(), why));
        });
        return report;
    }

    @Override
    public void close() {
        try {
            weights.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the folded weights of a model cannot be deleted", e);
        }
    }
}

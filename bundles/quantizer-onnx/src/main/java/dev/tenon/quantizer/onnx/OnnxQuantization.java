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
import dev.tenon.quantizer.onnx.EightBits.Integers;
import dev.tenon.quantizer.onnx.Spread.Range;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An ONNX model that is open for quantizing. */
final class OnnxQuantization implements Quantization {
    /** With these, four products of 8 bits are summed at once into 32 bits; without, two into 16, which 7 bits fit. */
    private static final Set<String> WIDE_SUMS =
            Set.of("avx512_vnni", "avx_vnni", "avx_vnni_int8", "amx_int8", "avx10");

    private final Preparation prepared;
    private final Map<String, Layer> layers;
    private final Calibration calibration;
    private final Integers integers;
    private final HalfFit halves;
    private final BiasCorrection correction;
    private final BlockRounding rounding;
    private final List<Layer> small;
    private final Path work;
    private final WeightsFile weights;

    private OnnxQuantization(
            Preparation prepared,
            List<Layer> layers,
            Calibration calibration,
            Integers integers,
            Comparison comparison,
            QuantizationRequest request,
            WeightsFile weights) {
        this.prepared = prepared;
        this.layers = new LinkedHashMap<>();
        layers.forEach(layer -> this.layers.put(layer.name(), layer));
        this.calibration = calibration;
        this.integers = integers;
        this.halves = new HalfFit(prepared.model(), this.layers, calibration);
        this.work = request.work();
        this.rounding = new BlockRounding(calibration);
        this.small = SmallLayers.notWorthIt(
                prepared.model(), layers, Math.max(request.model().bytes(), Float.BYTES * parameters(layers)));
        Map<String, Layer> worthIt = new LinkedHashMap<>(this.layers);
        small.forEach(layer -> worthIt.remove(layer.name()));
        this.correction = new BiasCorrection(prepared.model(), worthIt, calibration, comparison, integers, work);
        this.weights = weights;
    }

    private static long parameters(List<Layer> layers) {
        return layers.stream().mapToLong(Layer::parameters).sum();
    }

    static OnnxQuantization open(QuantizationRequest request, Runner runner) throws IOException {
        WeightsFile weights = new WeightsFile(request.work());
        try {
            Preparation prepared = Preparation.of(request.model().file(), runner, weights);
            if (prepared.isStandard()) {
                Comparison comparison = new Comparison(prepared.model(), request.samples(), runner);
                prepared = prepared.with(
                        Balancing.balanced(prepared.model(), comparison, integers(request), weights, request.work()));
            }
            List<Layer> layers = Layers.of(prepared.model().getGraph(), prepared.isStandard());
            return new OnnxQuantization(
                    prepared,
                    layers,
                    new Calibration(prepared.model(), request.samples(), runner),
                    integers(request),
                    new Comparison(prepared.model(), request.samples(), runner),
                    request,
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
        HalfFit.Result fit = halves.of(inScheme(decided, Schemes.FP16));
        decided.keySet().removeAll(fit.misfits().keySet());
        Map<String, String> whys = withoutSmall(decided);
        whys.putAll(fit.misfits());
        EightBitPlan plan = EightBits.plan(Graph.of(prepared.model().getGraph()), ofScheme(decided, Schemes.W8A8));
        Map<String, float[]> errors = correction.errors(ofScheme(decided, Schemes.W8A8));
        Map<String, Range> ranges = EightBits.ranges(plan, calibration, method);
        Map<String, Int4Blocks> blocks = rounding.of(ofScheme(decided, Schemes.W4A8));
        try (WeightsFile made = new WeightsFile(work)) {
            EightBits eightBits = new EightBits(plan, ranges, errors, integers);
            ModelProto variant = new Variant(prepared.model(), layers, decided, eightBits, blocks, made).make();
            if (!fit.layers().isEmpty()) {
                variant = HalfVariant.of(variant, fit.layers(), layers.keySet(), fit.beyond(), made);
            }
            if (prepared.isWidened()) {
                variant = HalfWeights.narrowed(variant, made);
            }
            ModelWriter.write(variant, file, ModelWriter.layout(variant));
        }
        return new QuantizedModel(report(schemes, decided, whys), prepared.remarks());
    }

    private List<Layer> ofScheme(Map<String, String> decided, String scheme) {
        return inScheme(decided, scheme).stream().map(this::layer).toList();
    }

    /** Leaves out what would lose something for nothing, whatever becomes of other layers. */
    private Map<String, String> withoutSmall(Map<String, String> decided) {
        Map<String, String> whys = new LinkedHashMap<>();
        for (Layer layer : small) {
            if (decided.remove(layer.name(), Schemes.W8A8)) {
                whys.put(
                        layer.name(),
                        "so few weights are hardly smaller in 8 bits, and no larger layer lies beside it: it stays as it"
                                + " is");
            }
        }
        return whys;
    }

    private static Set<String> inScheme(Map<String, String> decided, String scheme) {
        Set<String> names = new LinkedHashSet<>(decided.keySet());
        names.removeIf(name -> !scheme.equals(decided.get(name)));
        return names;
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
                boolean isHalf = scheme.equals(Schemes.FP16) && prepared.isStandard(); // small ones too
                Optional<String> nearest = isHalf ? Optional.of(scheme) : layer.nearest(scheme, isRanged);
                nearest.ifPresent(each -> decided.put(name, each));
            }
        });
        return decided;
    }

    private List<QuantizedLayer> report(
            Map<String, String> asked, Map<String, String> decided, Map<String, String> misfits) {
        List<QuantizedLayer> report = new ArrayList<>();
        layers.values().forEach(layer -> {
            String wanted = asked.getOrDefault(layer.name(), Schemes.ORIGINAL);
            String scheme = decided.getOrDefault(layer.name(), Schemes.ORIGINAL);
            String why = misfits.getOrDefault(
                    layer.name(),
                    wanted.equals(scheme) ? "" : "a " + layer.operator().onnx + " like this has no " + wanted);
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

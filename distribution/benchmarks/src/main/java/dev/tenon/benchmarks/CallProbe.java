// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.platform.Models;
import dev.tenon.api.platform.UnknownModelException;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Inside the container: {@link Inference#run(String, Map, Map)} against ONNX Runtime's Java interface, called directly
 * with the same session options, the same memory and views of it that are made once. The program outside calls it with
 * types of the JDK alone.
 */
@Component(service = Function.class, property = "tenon.benchmark=call")
public final class CallProbe implements Function<Map<String, String>, Map<String, Object>> {
    private static final int ROUNDS = 9;
    private static final String BACKEND = "dev.tenon.backend.onnx";

    private final BundleContext context;
    private final Inference inference;
    private final Models models;

    /**
     * Starts the probe.
     *
     * @param context finds the backend's bundle
     * @param inference what is measured
     * @param models says where the model lies
     */
    @Activate
    public CallProbe(BundleContext context, @Reference Inference inference, @Reference Models models) {
        this.context = context;
        this.inference = inference;
        this.models = models;
    }

    /**
     * Measures.
     *
     * @param options {@code model}: id of an installed one; {@code delay}: share of a call that is planted in ours, 0 for none
     * @return the figures by name
     */
    @Override
    public Map<String, Object> apply(Map<String, String> options) {
        String id = options.get("model");
        InstalledModel model = models.find(id).orElseThrow(() -> new UnknownModelException(id));
        try {
            return measure(model, Double.parseDouble(options.get("delay")));
        } catch (Exception e) {
            throw new IllegalStateException("the benchmark failed", e);
        }
    }

    private Map<String, Object> measure(InstalledModel model, double delay) throws Exception {
        String id = model.descriptor().id();
        Map<String, Tensor> inputs = allocate(inference.inputs(id));
        Map<String, Tensor> outputs = allocate(inference.outputs(id));
        List<Comparison.Medians> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            // Other native sessions each round, and another one first: where their memory happens to lie is worth some
            // percent of a call.
            restartBackend();
            if (round % 2 == 0) {
                inference.inputs(id);
            }
            try (OrtSession.SessionOptions options = options();
                    OrtSession session = OrtEnvironment.getEnvironment()
                            .createSession(model.file().toString(), options);
                    Views in = new Views(inputs);
                    Views out = new Views(outputs)) {
                Comparison.Way raw = () -> session.run(in.byName, out.byName).close();
                Comparison.Way ours = () -> inference.run(id, inputs, outputs);
                long nanos =
                        new Comparison(System::nanoTime, 2, 20).run(ours, raw).baselineNanos();
                long planted = Math.round(delay * nanos);
                Comparison.Way measured = planted == 0
                        ? ours
                        : () -> {
                            ours.run();
                            spin(planted);
                        };
                int perBlock = (int) Math.max(5, Math.min(50, 20_000_000 / nanos));
                int blocks = (int) Math.max(10, Math.min(100, 1_500_000_000 / nanos / perBlock));
                rounds.add(new Comparison(System::nanoTime, blocks, perBlock).run(measured, raw));
            }
        }
        return figures(rounds);
    }

    private void restartBackend() throws BundleException {
        for (Bundle bundle : context.getBundles()) {
            if (BACKEND.equals(bundle.getSymbolicName())) {
                bundle.stop(Bundle.STOP_TRANSIENT);
                bundle.start(Bundle.START_TRANSIENT);
            }
        }
    }

    private static Map<String, Object> figures(List<Comparison.Medians> rounds) {
        double[] ratios = rounds.stream()
                .skip(1)
                .mapToDouble(Comparison.Medians::ratio)
                .sorted()
                .toArray();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("ratio_raw_ort", rounded(ratios[ratios.length / 2]));
        figures.put("ratio_lowest", rounded(ratios[0]));
        figures.put("ratio_highest", rounded(ratios[ratios.length - 1]));
        figures.put(
                "raw_ort_us",
                micros(rounds.stream()
                        .skip(1)
                        .mapToLong(Comparison.Medians::baselineNanos)
                        .toArray()));
        figures.put(
                "inference_us",
                micros(rounds.stream()
                        .skip(1)
                        .mapToLong(Comparison.Medians::measuredNanos)
                        .toArray()));
        return figures;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    private static double micros(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 100 / 10.0;
    }

    /** As {@code backend-onnx} opens its sessions. */
    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.disablePerSessionThreads();
        return options;
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static Map<String, Tensor> allocate(List<TensorSpec> specs) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorSpec spec : specs) {
            long[] extents = spec.shape().toArray();
            for (int i = 0; i < extents.length; i++) {
                extents[i] = Math.max(1, extents[i]);
            }
            tensors.put(spec.name(), Tensor.allocate(spec.type(), Shape.of(extents)));
        }
        return tensors;
    }

    /** ONNX Runtime's views of our tensors' memory, made once. */
    private static final class Views implements AutoCloseable {
        private final Map<String, OnnxTensor> byName = new HashMap<>();

        Views(Map<String, Tensor> tensors) throws OrtException {
            for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
                Tensor tensor = each.getValue();
                byName.put(
                        each.getKey(),
                        OnnxTensor.createTensor(
                                OrtEnvironment.getEnvironment(),
                                tensor.data(),
                                tensor.shape().toArray(),
                                type(tensor.type())));
            }
        }

        private static OnnxJavaType type(ElementType type) {
            return switch (type) {
                case FLOAT32 -> OnnxJavaType.FLOAT;
                case FLOAT16 -> OnnxJavaType.FLOAT16;
                case INT32 -> OnnxJavaType.INT32;
                case INT64 -> OnnxJavaType.INT64;
                case UINT8 -> OnnxJavaType.UINT8;
                default -> throw new IllegalArgumentException("not a model for this benchmark: " + type);
            };
        }

        @Override
        public void close() {
            byName.values().forEach(OnnxTensor::close);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.quantizer.QuantizationRequest;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.backend.onnx.OnnxBackend;
import dev.tenon.onnx.graph.Halves;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.osgi.framework.BundleContext;

/** The real backend, models, and what they answer. */
final class Onnx {
    static final Backend BACKEND = new OnnxBackend(withoutProperties(), new Defaults());

    /** What the device of this machine says of itself. */
    static final Set<String> HERE = here();

    /** Whether 8 bits of weights overflow on this machine, where two products are summed at once. */
    static final boolean OVERFLOWS = HERE.equals(Set.of("avx2"));

    private Onnx() {}

    private static Set<String> here() {
        if (!System.getProperty("os.arch").equals("amd64")) {
            return Set.of("neon");
        }
        try {
            return Files.readString(Path.of("/proc/cpuinfo")).contains("vnni")
                    ? Set.of("avx2", "avx512f", "avx512_vnni")
                    : Set.of("avx2");
        } catch (IOException e) {
            return Set.of("avx2");
        }
    }

    static QuantizationRequest request(Path file, Iterable<Map<String, Tensor>> samples, Path work) throws IOException {
        return request(file, HERE, samples, work);
    }

    static QuantizationRequest request(
            Path file, Set<String> instructions, Iterable<Map<String, Tensor>> samples, Path work) throws IOException {
        ModelDescriptor descriptor = new ModelDescriptor(
                "model", "model", "", "other", "onnx", "", List.of(), List.of(), Optional.empty(), List.of());
        return new QuantizationRequest(
                new InstalledModel(descriptor, file, "0".repeat(64), Files.size(file)),
                "cpu",
                instructions,
                samples,
                work);
    }

    /** What a model answers to each of several inputs: the first output that is floats. */
    static List<float[]> answers(Path file, Iterable<Map<String, Tensor>> inputs) throws BackendException {
        List<float[]> answers = new ArrayList<>();
        try (ModelSession session = BACKEND.open(file, SessionOptions.cpu())) {
            String output = session.outputs().stream()
                    .filter(spec -> spec.type() == ElementType.FLOAT32 || spec.type() == ElementType.FLOAT16)
                    .findFirst()
                    .orElseThrow()
                    .name();
            for (Map<String, Tensor> input : inputs) {
                answers.add(Optional.ofNullable(session.run(input).get(output))
                        .orElseThrow()
                        .toFloats());
            }
        }
        return answers;
    }

    static List<TensorSpec> inputs(Path file) throws BackendException {
        try (ModelSession session = BACKEND.open(file, SessionOptions.cpu())) {
            return session.inputs();
        }
    }

    /** Inputs of a model's shapes, from a seed: floats of 0 to 1, integers below a bound. */
    static List<Map<String, Tensor>> noise(Path file, int count, long open, int bound) throws BackendException {
        List<TensorSpec> specs = inputs(file);
        Random random = new Random(7);
        List<Map<String, Tensor>> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Tensor> sample = new LinkedHashMap<>();
            for (TensorSpec spec : specs) {
                sample.put(
                        spec.name(),
                        switch (spec.name()) {
                            case "sr" -> rate();
                            case "state" -> Tensor.allocate(spec.type(), Shape.of(2, 1, 128));
                            default -> noise(spec, random, open, bound);
                        });
            }
            samples.add(sample);
        }
        return samples;
    }

    private static Tensor rate() {
        Tensor rate = Tensor.allocate(ElementType.INT64, Shape.of());
        rate.data().putLong(16_000);
        return rate;
    }

    private static Tensor noise(TensorSpec spec, Random random, long open, int bound) {
        long[] extents = spec.shape().toArray();
        for (int i = 0; i < extents.length; i++) {
            extents[i] = extents[i] != Shape.ANY ? extents[i] : i == 0 ? 1 : open;
        }
        Tensor tensor = Tensor.allocate(spec.type(), Shape.of(extents));
        var data = tensor.data();
        while (data.hasRemaining()) {
            switch (spec.type()) {
                case FLOAT32 -> data.putFloat(random.nextFloat());
                case FLOAT16 -> data.putShort(Halves.narrowed(random.nextFloat()));
                case INT32 -> data.putInt(random.nextInt(bound));
                case INT64 -> data.putLong(random.nextInt(bound));
                default -> throw new IllegalStateException(spec.toString());
            }
        }
        return tensor;
    }

    /** The mean of the cosines between the answers of two models. */
    static double cosine(List<float[]> one, List<float[]> other) {
        double sum = 0;
        for (int i = 0; i < one.size(); i++) {
            sum += cosine(one.get(i), other.get(i));
        }
        return sum / one.size();
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < one.length; i++) {
            product += (double) one[i] * other[i];
            first += (double) one[i] * one[i];
            second += (double) other[i] * other[i];
        }
        return first == 0 && second == 0 ? 1 : product / Math.sqrt(first * second);
    }

    static int best(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    /** A context that knows no property: natives then go to the temporary folder. */
    private static BundleContext withoutProperties() {
        return (BundleContext) Proxy.newProxyInstance(
                Onnx.class.getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> null);
    }

    @SuppressWarnings("BadAnnotationImplementation")
    private static final class Defaults implements OnnxBackend.Config {
        @Override
        public int threads() {
            return 0;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return OnnxBackend.Config.class;
        }
    }
}

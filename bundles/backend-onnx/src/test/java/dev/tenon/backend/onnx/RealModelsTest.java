// SPDX-License-Identifier: Apache-2.0
package dev.tenon.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models made by others. */
class RealModelsTest {
    private static final Path DATA = Path.of(System.getProperty("tenon.data", "absent"));

    private final OnnxBackend backend = new OnnxBackend(new OrtLibrary(Optional.empty(), 2));

    @BeforeEach
    void needsData() {
        assumeTrue(Files.isDirectory(DATA), "no folder tenon.data: " + DATA);
    }

    /** The graphs of ONNX's own test suite: full size, constant weights, the answer beside them. */
    @ParameterizedTest
    @ValueSource(strings = {"light_squeezenet", "light_resnet50", "light_shufflenet"})
    void givesTheGoldenOutput(String name) throws Exception {
        Path folder = DATA.resolve("perf-graphs/onnx");
        try (ModelSession session = backend.open(folder.resolve(name + ".onnx"), SessionOptions.cpu())) {
            Tensor zeros = Tensor.allocate(
                    session.inputs().get(0).type(), session.inputs().get(0).shape());
            var floats = zeros.floats();
            while (floats.hasRemaining()) {
                // light_* models ship no input; with constant weights any constant picture gives the same classes.
                floats.put(1);
            }
            float[] actual = session.run(Map.of(session.inputs().get(0).name(), zeros))
                    .values()
                    .iterator()
                    .next()
                    .toFloats();
            assertThat(actual).containsExactly(golden(folder.resolve(name + "_output_0.pb")), within(1e-6f));
        }
    }

    private static float[] golden(Path file) throws Exception {
        byte[] message = Files.readAllBytes(file);
        byte[] raw = Arrays.copyOfRange(message, message.length - 4000, message.length);
        float[] values = new float[1000];
        ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    @Test
    void runsEveryModelWhoseTensorsAreNumbers() throws Exception {
        List<Path> models;
        try (Stream<Path> files = Files.walk(DATA)) {
            models = files.filter(file -> file.toString().endsWith(".onnx"))
                    .filter(file -> !file.toString().contains("must-fail")
                            && !file.toString().contains("titanic"))
                    .sorted()
                    .toList();
        }
        assertThat(models).hasSizeGreaterThan(15);
        for (Path model : models) {
            try (ModelSession session = backend.open(model, SessionOptions.cpu())) {
                Map<String, Tensor> outputs = session.run(inputs(session));
                assertThat(outputs).as(model.toString()).hasSameSizeAs(session.outputs());
            }
        }
    }

    /** Open extents are 1, but where pictures or sound of a sensible size are needed. */
    private static Map<String, Tensor> inputs(ModelSession session) {
        Map<String, Tensor> inputs = new HashMap<>();
        for (TensorSpec spec : session.inputs()) {
            long[] extents = spec.shape().toArray();
            for (int i = 0; i < extents.length; i++) {
                if (extents[i] == Shape.ANY) {
                    extents[i] = i == 0 || spec.name().equals("state")
                            ? 1
                            : spec.type().bytes() == 8 ? 4 : 512;
                }
            }
            Tensor tensor = Tensor.allocate(spec.type(), Shape.of(extents));
            if (spec.name().equals("sr")) {
                tensor.data().putLong(16_000);
            }
            inputs.put(spec.name(), tensor);
        }
        return inputs;
    }

    @Test
    void refusesWhatMustFail() {
        assertThat(refused("must-fail/onnxruntime-extensions/test_bert_tokenizer.onnx"))
                .hasMessageContaining("needs the operator ai.onnx.contrib:BertTokenizer");
        assertThat(refused("must-fail/nncf/gpt2-10.onnx")).hasMessageContaining("Git LFS pointer");
        assertThat(refused("must-fail/llama-jni-bridge/ggml-vocab-llama-spm.gguf"))
                .hasMessageContaining("GGUF");
        assertThat(refused("tabular/sklearn-onnx/pipeline_titanic.onnx"))
                .hasMessageContaining("input 'pclass' is a tensor of STRING");
    }

    private BackendException refused(String file) {
        BackendException refusal = catchThrowableOfType(
                BackendException.class, () -> backend.open(DATA.resolve(file), SessionOptions.cpu()));
        assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_MODEL);
        return refusal;
    }

    /** Runs of milliseconds, so that every close meets several in native code: without leases this kills the JVM. */
    @Test
    @Timeout(120)
    void closesWhileRunsAreInNativeCode() throws Exception {
        Path model = DATA.resolve("image-classification/Windows-Machine-Learning/SqueezeNet_fp16.onnx");
        ExecutorService callers = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 15; round++) {
            ModelSession session = backend.open(model, SessionOptions.cpu());
            CountDownLatch running = new CountDownLatch(4);
            Future<?>[] ends = new Future<?>[4];
            for (int i = 0; i < ends.length; i++) {
                ends[i] = callers.submit(() -> runUntilClosed(session, running));
            }
            assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
            session.close();
            for (Future<?> end : ends) {
                end.get(60, TimeUnit.SECONDS);
            }
        }
        callers.shutdown();
    }

    private static int runUntilClosed(ModelSession session, CountDownLatch running) throws BackendException {
        Map<String, Tensor> inputs = inputs(session);
        int runs = 0;
        while (true) {
            try {
                session.run(inputs);
                runs++;
                running.countDown();
            } catch (BackendException e) {
                assertThat(e.reason()).isEqualTo(Reason.CLOSED);
                return runs;
            }
        }
    }
}

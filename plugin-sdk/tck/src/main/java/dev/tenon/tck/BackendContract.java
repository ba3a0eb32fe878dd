// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Backend} must do. Extend it in the plugin's tests and give it the backend and one model; JUnit runs
 * the rest.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
public abstract class BackendContract {
    private static final int CALLERS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** For the subclass. */
    protected BackendContract() {}

    /**
     * Returns the backend under test.
     *
     * @return ready to open models; may be the same for all tests
     */
    protected abstract Backend backend();

    /**
     * Returns a small model that the backend runs on its first kind of device: the same input must give the same
     * output, and inputs of zeros must be fit.
     *
     * @return path of its file
     */
    protected abstract Path model();

    @Test
    void alwaysDescribesItselfTheSame() {
        assertEquals(backend().descriptor(), backend().descriptor());
        assertFalse(backend().descriptor().name().isBlank(), "a backend needs a name");
    }

    @Test
    void givesWhatItsSpecificationsSay() throws BackendException {
        try (ModelSession session = open()) {
            assertFalse(session.inputs().isEmpty(), "the model has no input");
            assertFalse(session.outputs().isEmpty(), "the model has no output");
            Map<String, Tensor> outputs = session.run(SampleTensors.zeros(session));
            assertEquals(
                    SampleTensors.names(session.outputs()),
                    List.copyOf(outputs.keySet()),
                    "outputs in the model's order");
            for (TensorSpec spec : session.outputs()) {
                assertTrue(spec.accepts(outputs.get(spec.name())), spec + " got " + outputs.get(spec.name()));
            }
        }
    }

    @Test
    void leavesTheInputsAsTheyWere() throws BackendException {
        try (ModelSession session = open()) {
            Map<String, Tensor> inputs = SampleTensors.filled(session);
            Map<String, byte[]> before = SampleTensors.bytes(inputs);
            session.run(inputs);
            Map<String, byte[]> after = SampleTensors.bytes(inputs);
            before.forEach((name, content) -> assertArrayEquals(content, after.get(name), name));
        }
    }

    @Test
    void givesEachRunMemoryOfItsOwn() throws BackendException {
        try (ModelSession session = open()) {
            Map<String, Tensor> first = session.run(SampleTensors.filled(session));
            Map<String, byte[]> before = SampleTensors.bytes(first);
            Map<String, Tensor> second = session.run(SampleTensors.filled(session));
            SampleTensors.bytes(second).forEach((name, content) -> assertArrayEquals(before.get(name), content, name));
            second.values().forEach(tensor -> SampleTensors.overwrite(tensor.data()));
            SampleTensors.bytes(first).forEach((name, content) -> assertArrayEquals(before.get(name), content, name));
        }
    }

    @Test
    void writesTheSameIntoMemoryOfTheCaller() throws BackendException {
        try (ModelSession session = open()) {
            Map<String, Tensor> inputs = SampleTensors.filled(session);
            Map<String, Tensor> expected = session.run(inputs);
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            expected.forEach((name, tensor) -> outputs.put(name, Tensor.allocate(tensor.type(), tensor.shape())));
            outputs.values().forEach(tensor -> SampleTensors.overwrite(tensor.data()));
            session.run(inputs, outputs);
            Map<String, byte[]> written = SampleTensors.bytes(outputs);
            SampleTensors.bytes(expected)
                    .forEach((name, content) -> assertArrayEquals(content, written.get(name), name));
        }
    }

    @Test
    void refusesInputsThatDoNotFit() throws BackendException {
        try (ModelSession session = open()) {
            TensorSpec spec = session.inputs().get(0);
            Map<String, Tensor> missing = SampleTensors.zeros(session);
            missing.remove(spec.name());
            Map<String, Tensor> unknown = SampleTensors.zeros(session);
            unknown.put("no such input", Tensor.ofFloats(new float[] {0}, 1));
            Map<String, Tensor> type = SampleTensors.zeros(session);
            ElementType other = spec.type() == ElementType.INT8 ? ElementType.FLOAT64 : ElementType.INT8;
            type.put(spec.name(), Tensor.allocate(other, SampleTensors.fixed(spec.shape())));
            Map<String, Tensor> shape = SampleTensors.zeros(session);
            shape.put(spec.name(), Tensor.allocate(spec.type(), SampleTensors.deeper(spec.shape())));
            assertAll(
                    () -> refused(Reason.INVALID_TENSOR, () -> session.run(missing)),
                    () -> refused(Reason.INVALID_TENSOR, () -> session.run(unknown)),
                    () -> refused(Reason.INVALID_TENSOR, () -> session.run(type)),
                    () -> refused(Reason.INVALID_TENSOR, () -> session.run(shape)));
            assertDoesNotThrow(() -> session.run(SampleTensors.zeros(session)), "a refusal must not spoil the session");
        }
    }

    @Test
    void refusesOutputsThatDoNotFit() throws BackendException {
        try (ModelSession session = open()) {
            Map<String, Tensor> inputs = SampleTensors.zeros(session);
            Tensor fit = session.run(inputs).values().iterator().next();
            String name = session.outputs().get(0).name();
            Map<String, Tensor> unknown = Map.of("no such output", Tensor.allocate(fit.type(), fit.shape()));
            Map<String, Tensor> shape = Map.of(name, Tensor.allocate(fit.type(), SampleTensors.deeper(fit.shape())));
            assertAll(
                    () -> refused(Reason.INVALID_TENSOR, () -> session.run(inputs, unknown)),
                    () -> refused(Reason.INVALID_TENSOR, () -> session.run(inputs, shape)),
                    () -> refused(Reason.INVALID_TENSOR, () -> session.run(inputs, Map.of())));
        }
    }

    @Test
    void refusesRunsAfterItsEnd() throws BackendException {
        ModelSession session = open();
        Map<String, Tensor> inputs = SampleTensors.zeros(session);
        session.close();
        session.close();
        refused(Reason.CLOSED, () -> session.run(inputs));
    }

    @Test
    void refusesFilesThatAreNoModels(@TempDir Path folder) throws IOException {
        byte[] noise = new byte[4096];
        new Random(7).nextBytes(noise);
        byte[] whole = Files.readAllBytes(model());
        Path random = Files.write(folder.resolve("random"), noise);
        Path empty = Files.write(folder.resolve("empty"), new byte[0]);
        Path half = Files.write(folder.resolve("half"), Arrays.copyOf(whole, whole.length / 2));
        for (Path file : List.of(random, empty, half, folder.resolve("absent"), folder)) {
            BackendException refusal = refused(Reason.UNSUPPORTED_MODEL, () -> open(file));
            assertTrue(refusal.getMessage().contains(file.getFileName().toString()), refusal.getMessage());
        }
    }

    @Test
    void refusesDevicesThatItDoesNotName() {
        refused(Reason.UNSUPPORTED_MODEL, () -> backend().open(model(), new SessionOptions("no-such-device")));
    }

    @Test
    void runsOnOneThreadToo() throws BackendException {
        SessionOptions options =
                new SessionOptions(backend().descriptor().deviceKinds().get(0), 1);
        try (ModelSession session = backend().open(model(), options)) {
            Map<String, Tensor> outputs = session.run(SampleTensors.filled(session));
            for (TensorSpec spec : session.outputs()) {
                assertTrue(spec.accepts(outputs.get(spec.name())), spec + " got " + outputs.get(spec.name()));
            }
        }
    }

    @Test
    void runsForSeveralCallersAtOnce() throws Exception {
        try (ModelSession session = open()) {
            Map<String, Tensor> inputs = SampleTensors.filled(session);
            Map<String, byte[]> expected = SampleTensors.bytes(session.run(inputs));
            Together.run(CALLERS, LIMIT, () -> {
                for (int i = 0; i < 50; i++) {
                    SampleTensors.bytes(session.run(inputs))
                            .forEach((name, actual) -> assertArrayEquals(expected.get(name), actual, name));
                }
                return true;
            });
        }
    }

    /** The call that kills a process when a backend frees what a run still uses. */
    @Test
    void endsWhileOthersRunIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            ModelSession session = open();
            AtomicInteger answered = new AtomicInteger();
            CountDownLatch running = new CountDownLatch(CALLERS);
            ExecutorService closer = Executors.newSingleThreadExecutor();
            Future<?> closed = closer.submit(() -> {
                running.await();
                session.close();
                return null;
            });
            Together.run(CALLERS, LIMIT, () -> {
                try {
                    for (int i = 0; i < 1_000_000; i++) {
                        session.run(SampleTensors.zeros(session));
                        if (i == 0) {
                            answered.incrementAndGet();
                            running.countDown();
                        }
                    }
                } catch (BackendException e) {
                    assertEquals(Reason.CLOSED, e.reason(), e.getMessage());
                }
                return true;
            });
            closed.get();
            closer.shutdown();
            assertEquals(CALLERS, answered.get());
        }
    }

    /** Something that may be refused. */
    private interface Call {
        void run() throws Exception;
    }

    private static BackendException refused(Reason reason, Call call) {
        BackendException refusal = assertThrows(BackendException.class, call::run);
        assertEquals(reason, refusal.reason(), refusal.getMessage());
        return refusal;
    }

    private ModelSession open() throws BackendException {
        return open(model());
    }

    private ModelSession open(Path file) throws BackendException {
        return backend()
                .open(
                        file,
                        new SessionOptions(backend().descriptor().deviceKinds().get(0)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.platform.Models;
import dev.tenon.api.platform.UnknownModelException;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.runtime.CallListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

class ModelRunnerTest {
    private static final Map<String, Tensor> THREE = Map.of("x", Tensor.ofFloats(new float[] {3}, 1));

    private final Map<String, InstalledModel> installed = new ConcurrentHashMap<>();
    private final ModelRunner runner = new ModelRunner(new Listed(installed));

    @Test
    void opensAModelOnceAndKeepsIt() throws Exception {
        DoublingBackend backend = add("onnx", 1);
        install("a", "1");
        for (int i = 0; i < 3; i++) {
            assertThat(runner.run("a", THREE).get("y").toFloats()).containsExactly(6);
        }
        Tensor y = Tensor.ofFloats(new float[1], 1);
        runner.run("a", THREE, Map.of("y", y));
        assertThat(y.toFloats()).containsExactly(6);
        assertThat(runner.inputs("a")).hasSize(1);
        assertThat(runner.outputs("a")).hasSize(1);
        assertThat(backend.opened).hasValue(1);
    }

    @Test
    void refusesWhatIsNotInstalledOrNobodyRuns() {
        add("gguf", 1);
        install("a", "1");
        assertThatThrownBy(() -> runner.run("b", THREE))
                .isInstanceOf(UnknownModelException.class)
                .hasMessageContaining("'b'");
        assertThatThrownBy(() -> runner.run("a", THREE))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("no installed backend runs 'onnx' models such as a");
    }

    @Test
    void triesAgainAfterAModelCouldNotBeOpened() throws Exception {
        DoublingBackend backend = add("onnx", 1);
        install("a", "broken");
        BackendException refusal = catchThrowableOfType(BackendException.class, () -> runner.run("a", THREE));
        assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_MODEL);
        install("a", "1");
        assertThat(runner.run("a", THREE)).containsKey("y");
        assertThat(backend.open).hasValue(1);
    }

    @Test
    void letsGoOfAModelThatWasRemoved() throws Exception {
        DoublingBackend backend = add("onnx", 1);
        install("a", "1");
        runner.run("a", THREE);
        runner.removed(installed.remove("a"));
        assertThat(backend.open).hasValue(0);
        assertThatThrownBy(() -> runner.run("a", THREE)).isInstanceOf(UnknownModelException.class);
    }

    @Test
    void opensTheNewFileOfAReplacedModelBeforeTheOldGoes() throws Exception {
        DoublingBackend backend = add("onnx", 1);
        install("a", "1");
        runner.run("a", THREE);
        InstalledModel old = installed.get("a");
        install("a", "2");
        runner.run("a", THREE);
        assertThat(backend.opened).as("calls go on with the old one").hasValue(1);
        runner.removed(old);
        assertThat(backend.opened).hasValue(2);
        assertThat(backend.open).hasValue(1);
        runner.run("a", THREE);
        assertThat(backend.opened).hasValue(2);
    }

    @Test
    void callersOfAReplacedModelThatCannotBeOpenedAreToldWhy() throws Exception {
        add("onnx", 1);
        install("a", "1");
        runner.run("a", THREE);
        InstalledModel old = installed.get("a");
        install("a", "broken");
        runner.removed(old);
        assertThatThrownBy(() -> runner.run("a", THREE)).isInstanceOf(BackendException.class);
    }

    @Test
    void freesEverythingWhenStopped() throws Exception {
        DoublingBackend backend = add("onnx", 1);
        install("a", "1");
        install("b", "2");
        runner.run("a", THREE);
        runner.run("b", THREE);
        runner.deactivate();
        assertThat(backend.open).hasValue(0);
    }

    @Test
    void whoeverListensHearsOfCallsThatWereAnswered() throws Exception {
        add("onnx", 1);
        install("a", "1");
        List<String> heard = new ArrayList<>();
        CallListener listener = (model, asked, inputs) ->
                heard.add(model + " " + asked.size() + " " + inputs.get("x").toFloats()[0]);
        runner.run("a", THREE);
        runner.setListener(listener);
        runner.run("a", THREE);
        runner.run("a", THREE, Map.of("y", Tensor.ofFloats(new float[1], 1)));
        assertThatThrownBy(() -> runner.run("a", Map.of())).as("not answered").isInstanceOf(NullPointerException.class);
        CallListener failing = (model, asked, inputs) -> {
            throw new IllegalStateException("full");
        };
        runner.setListener(failing);
        runner.unsetListener(listener);
        assertThat(runner.run("a", THREE).get("y").toFloats()).containsExactly(6);
        runner.unsetListener(failing);
        runner.run("a", THREE);
        assertThat(heard).containsExactly("a 1 3.0", "a 1 3.0");
    }

    @Test
    void losesNoCallWhileBackendsAreSwapped() throws Exception {
        install("a", "1");
        DoublingBackend backend = new DoublingBackend("onnx");
        ServiceReference<Backend> reference = new Reference(0);
        runner.addBackend(backend, reference);
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch running = new CountDownLatch(4);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            results.add(callers.submit(() -> {
                int calls = 0;
                while (!stop.get()) {
                    assertThat(runner.run("a", THREE).get("y").toFloats()).containsExactly(6);
                    if (calls++ == 0) {
                        running.countDown();
                    }
                }
                return calls;
            }));
        }
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        for (int swap = 1; swap <= 300; swap++) {
            DoublingBackend next = new DoublingBackend("onnx");
            ServiceReference<Backend> nextReference = new Reference(swap);
            runner.addBackend(next, nextReference);
            runner.removeBackend(backend, reference);
            backend = next;
            reference = nextReference;
        }
        stop.set(true);
        for (Future<Integer> result : results) {
            assertThat(result.get(30, TimeUnit.SECONDS)).isPositive();
        }
        callers.shutdown();
        runner.removeBackend(backend, reference);
        assertThat(backend.open).hasValue(0);
    }

    private DoublingBackend add(String format, int id) {
        DoublingBackend backend = new DoublingBackend(format);
        runner.addBackend(backend, new Reference(id));
        return backend;
    }

    private void install(String id, String file) {
        ModelDescriptor descriptor = new ModelDescriptor(
                id, id, "a model", "other", "onnx", "MIT", List.of(), List.of(), Optional.empty(), List.of());
        String sha = Integer.toHexString(file.hashCode());
        installed.put(id, new InstalledModel(descriptor, Path.of(file), "0".repeat(64 - sha.length()) + sha, 1));
    }

    private record Listed(Map<String, InstalledModel> installed) implements Models {
        @Override
        public List<InstalledModel> all() {
            return List.copyOf(installed.values());
        }

        @Override
        public List<InstalledModel> forTask(String task) {
            return all();
        }

        @Override
        public Optional<InstalledModel> find(String id) {
            return Optional.ofNullable(installed.get(id));
        }
    }
}

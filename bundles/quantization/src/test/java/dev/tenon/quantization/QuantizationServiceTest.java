// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.api.backend.Backend;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.model.ModelDescriptor;
import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.runtime.InputRecipe;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.ServiceOrigin;
import dev.tenon.runtime.TaskFailedException;
import dev.tenon.runtime.TaskWorkers;
import dev.tenon.runtime.VariantMaker;
import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/** The host's part, with a worker that answers as it is told. */
final class QuantizationServiceTest {
    private static final String REPORT = "report";

    @TempDir
    Path home;

    private final List<Object> taken = new CopyOnWriteArrayList<>();
    private final List<Path> kept = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Consumer<Path> store = kept::add;
    private TaskWorkers workers = (order, notes) -> List.of(REPORT, report(Verdict.FAILED));

    @BeforeEach
    void model() throws IOException {
        Files.writeString(home.resolve("m.onnx"), "m");
    }

    @AfterEach
    void end() throws InterruptedException {
        Thread.interrupted();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object reference(Object service, Class<?> type) {
        return fake(ServiceReference.class, (proxy, method, args) -> switch (method.getName()) {
            case "getProperty" ->
                Map.of(
                                ServiceOrigin.PLUGIN_ID,
                                type.getSimpleName(),
                                ServiceOrigin.PLUGIN_VERSION,
                                "1.0.0",
                                "service",
                                service)
                        .get(args[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == args[0];
            default -> 0;
        });
    }

    private List<ModelStore.Variant> variants = List.of();

    private QuantizationService service() {
        Quantizer quantizer = fake(Quantizer.class, (proxy, method, args) -> List.of("w8a8"));
        Map<Class<?>, Object> services = Map.of(Quantizer.class, quantizer, Backend.class, Onnx.BACKEND);
        Bundle bundle = fake(Bundle.class, (proxy, method, args) -> new Version(1, 0, 0));
        BundleContext context = fake(BundleContext.class, (proxy, method, args) -> switch (method.getName()) {
            case "getProperty" -> home.toString();
            case "getBundle" -> bundle;
            case "getServiceReferences" ->
                services.containsKey(args[0])
                        ? List.of(reference(services.get(args[0]), (Class<?>) args[0]))
                        : List.of();
            case "getService" -> {
                taken.add(args[0]);
                yield ((ServiceReference<?>) args[0]).getProperty("service");
            }
            case "ungetService" -> taken.remove(args[0]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
        ModelStore models = fake(ModelStore.class, (proxy, method, args) -> switch (method.getName()) {
            case "original" -> Optional.of(installed((String) args[0]));
            case "variants" -> variants;
            case "recipe" -> InputRecipe.NONE;
            case "keepVariant" -> {
                store.accept((Path) args[1]);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
        return new QuantizationService(context, models, workers, new Defaults());
    }

    private InstalledModel installed(String id) {
        ModelDescriptor descriptor =
                new ModelDescriptor(id, id, "", "other", "onnx", "", List.of(), List.of(), Optional.empty(), List.of());
        return new InstalledModel(descriptor, home.resolve("m.onnx"), "0".repeat(64), 1);
    }

    private static String report(Verdict verdict) {
        VariantReport report = new VariantReport(
                "m",
                "0".repeat(64),
                "",
                "w8a8",
                new VariantReport.Device("cpu", List.of()),
                "q 1.0.0",
                verdict,
                "it keeps enough",
                new VariantReport.Quality("similarity", "d.npz", 100, 1, 0.99, 0.99, 0.98, 0.98, 0.99),
                new VariantReport.Size(2, 1),
                new VariantReport.Speed(2, 1),
                new VariantReport.Recipe("", "", 0, 1, 0, 1),
                List.of(),
                List.of(),
                "2026-01-01T00:00:00Z");
        try {
            return JsonMapper.builder().build().writeValueAsString(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static VariantMaker.Order order(String model) {
        return new VariantMaker.Order(model, "", "", "", "", 0);
    }

    @Test
    void aTryThatFailedTakesNothingAwayThatPassed() throws IOException {
        VariantReport passed = JsonMapper.builder().build().readValue(report(Verdict.PASSED), VariantReport.class);
        variants = List.of(new ModelStore.Variant("w8a8-cpu", passed, true));
        assertThat(service().make(order("m"), note -> {}).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(kept).isEmpty();
        variants = List.of(new ModelStore.Variant("w4a8-cpu", passed, true));
        service().make(order("m"), note -> {});
        assertThat(kept).as("of another scheme").hasSize(1);
    }

    @Test
    void knowsNoOtherDevices() {
        VariantMaker.Order order = new VariantMaker.Order("m", "", "tpu", "", "", 0);
        assertThatThrownBy(() -> service().make(order, note -> {}))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("'tpu'")
                .hasMessageContaining("cpu, igpu, gpu, npu");
    }

    @Test
    void keepsTheReportAndGivesServicesBack() {
        VariantReport report = service().make(order("m"), note -> {});
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(kept).hasSize(1);
        assertThat(taken).as("services that were not given back").isEmpty();
        assertThat(home.resolve("cache/quantization")).isEmptyDirectory();
    }

    @Test
    void whatTheTaskRefusesIsTheModelsFault() {
        workers = (order, notes) -> List.of("refused", "its weights are no numbers");
        QuantizationService service = service();
        assertThatThrownBy(() -> service.make(order("m"), note -> {}))
                .isInstanceOfSatisfying(ModelRefusedException.class, e -> assertThat(e.reason())
                        .isEqualTo(ModelRefusedException.Reason.UNSUPPORTED))
                .hasMessage("its weights are no numbers");
        assertThat(taken).isEmpty();
    }

    @Test
    void whatElseFailsInTheWorkerIsNot() {
        workers = (order, notes) -> {
            throw new TaskFailedException(TaskFailedException.Reason.REFUSED, "no space left on device");
        };
        QuantizationService service = service();
        assertThatThrownBy(() -> service.make(order("m"), note -> {}))
                .isInstanceOf(TaskFailedException.class)
                .hasMessage("no space left on device");
        assertThat(taken).isEmpty();
    }

    @Test
    void whatTheDiskRefusesIsStorage() throws Exception {
        Files.writeString(home.resolve("cache"), "no folder");
        assertReason(ModelRefusedException.Reason.STORAGE, "");
        Files.delete(home.resolve("cache"));
        workers = (order, notes) -> {
            throw new UncheckedIOException(new IOException("gone"));
        };
        assertReason(ModelRefusedException.Reason.STORAGE, "");
    }

    @Test
    void dataThatCannotBeLookedAtAreRefused() throws Exception {
        Path data = Files.createDirectory(home.resolve("data"));
        Files.createSymbolicLink(data.resolve("again"), data);
        assertReason(ModelRefusedException.Reason.UNSUPPORTED, data.toString());
        assertReason(ModelRefusedException.Reason.UNKNOWN, home.resolve("gone").toString());
        assertReason(ModelRefusedException.Reason.UNKNOWN, "/a\0b");
    }

    private void assertReason(ModelRefusedException.Reason reason, String evaluation) {
        QuantizationService service = service();
        assertThatThrownBy(() -> service.make(new VariantMaker.Order("m", "", "", evaluation, "", 0), note -> {}))
                .isInstanceOfSatisfying(
                        ModelRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** Once the worker has answered, an interrupt breaks what the store writes, which it tells in its own words. */
    @Test
    void anInterruptAfterTheWorkCallsItOff() {
        for (RuntimeException broken : List.of(
                new UncheckedIOException(new ClosedByInterruptException()),
                new ModelRefusedException(
                        ModelRefusedException.Reason.STORAGE, "cannot write", new ClosedByInterruptException()))) {
            store = result -> {
                Thread.currentThread().interrupt();
                throw broken;
            };
            QuantizationService service = service();
            TaskFailedException failed =
                    catchThrowableOfType(TaskFailedException.class, () -> service.make(order("m"), note -> {}));
            assertThat(Thread.interrupted())
                    .as("the thread is interrupted still")
                    .isTrue();
            assertThat(failed.reason()).isEqualTo(TaskFailedException.Reason.CANCELLED);
            assertThat(failed)
                    .hasMessage("the quantization of m was called off")
                    .hasRootCauseInstanceOf(ClosedByInterruptException.class);
        }
    }

    @Test
    void oneModelWaitsForItselfAloneAndCanBeCalledOff() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        workers = (order, notes) -> {
            begun.countDown();
            try {
                assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return List.of(REPORT, report(Verdict.FAILED));
        };
        QuantizationService service = service();
        Future<VariantReport> first = threads.submit(() -> service.make(order("m"), note -> {}));
        Future<VariantReport> other = threads.submit(() -> service.make(order("n"), note -> {}));
        assertThat(begun.await(30, TimeUnit.SECONDS)).as("two models at a time").isTrue();
        Thread.currentThread().interrupt();
        TaskFailedException failed =
                catchThrowableOfType(TaskFailedException.class, () -> service.make(order("m"), note -> {}));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failed.reason()).isEqualTo(TaskFailedException.Reason.CANCELLED);
        end.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(other.get(30, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.FAILED);
    }

    @SuppressWarnings("BadAnnotationImplementation")
    static final class Defaults implements QuantizationService.Config {
        @Override
        public double required() {
            return 0.98;
        }

        @Override
        public int trials() {
            return 40;
        }

        @Override
        public int limit_minutes() {
            return 60;
        }

        @Override
        public int memory_megabytes() {
            return 2_048;
        }

        @Override
        public int samples() {
            return 128;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return QuantizationService.Config.class;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.api.quantizer.Schemes;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.model.store.FileModelStore;
import dev.tenon.onnx.graph.ModelWriter;
import dev.tenon.onnx.graph.proto.GraphProto;
import dev.tenon.onnx.graph.proto.ModelProto;
import dev.tenon.onnx.graph.proto.OperatorSetIdProto;
import dev.tenon.onnx.graph.proto.TensorProto;
import dev.tenon.onnx.graph.proto.TensorShapeProto;
import dev.tenon.onnx.graph.proto.TypeProto;
import dev.tenon.onnx.graph.proto.ValueInfoProto;
import dev.tenon.quantizer.onnx.OnnxQuantizer;
import dev.tenon.runtime.CallListener;
import dev.tenon.runtime.InputRecipe;
import dev.tenon.runtime.LiveCalibration.Sampled;
import dev.tenon.runtime.ModelListener;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.TaskWorkers;
import dev.tenon.runtime.VariantMaker;
import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;

/** The whole loop: a real framework, model store, quantizer, gate and backend; the worker's part runs in this process. */
final class LiveCalibrationTest {
    private static final int WIDTH = 48;
    private static final int HIDDEN = 512;
    private static final int CAPACITY = 64;
    private static final List<TensorSpec> ASKED =
            List.of(new TensorSpec("x", ElementType.FLOAT32, Shape.of(Shape.ANY, WIDTH)));

    @TempDir
    Path folder;

    private final Random random = new Random(11);
    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    private final List<String> gone = new CopyOnWriteArrayList<>();
    private Framework framework;
    private BundleContext context;
    private FileModelStore store;
    private QuantizationService maker;
    private Path home;

    @BeforeEach
    void start() throws Exception {
        home = folder.resolve("home");
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("bundles").toString(),
                        "tenon.home",
                        home.toString()));
        framework.start();
        context = framework.getBundleContext();
        context.registerService(Backend.class, Onnx.BACKEND, null);
        context.registerService(Quantizer.class, new OnnxQuantizer(Onnx.BACKEND), null);
        context.registerService(ModelListener.class, model -> gone.add(model.sha256()), null);
        store = new FileModelStore(context);
        store.addBackend(Onnx.BACKEND);
        maker = new QuantizationService(context, store, inThisProcess(), new QuantizationServiceTest.Defaults());
    }

    @AfterEach
    void end() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static TaskWorkers inThisProcess() {
        return (order, notes) -> {
            try {
                return new QuantizeTask(List.of(new OnnxQuantizer(Onnx.BACKEND)), List.of(Onnx.BACKEND), List.of())
                        .run(order.arguments(), notes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (BackendException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** Two products and what lies between. */
    private void addModel() throws IOException {
        float[] first = new float[WIDTH * HIDDEN];
        float[] second = new float[HIDDEN * 16];
        for (float[] weights : List.of(first, second)) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) random.nextGaussian() / 8;
            }
        }
        GraphProto graph = GraphProto.newBuilder()
                .setName("two")
                .addInput(ValueInfoProto.newBuilder()
                        .setName("x")
                        .setType(TypeProto.newBuilder()
                                .setTensorType(TypeProto.Tensor.newBuilder()
                                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                        .setShape(TensorShapeProto.newBuilder()
                                                .addDim(TensorShapeProto.Dimension.newBuilder()
                                                        .setDimParam("n"))
                                                .addDim(TensorShapeProto.Dimension.newBuilder()
                                                        .setDimValue(WIDTH))))))
                .addInitializer(GateTest.tensor("w", first, WIDTH, HIDDEN))
                .addInitializer(GateTest.tensor("v", second, HIDDEN, 16))
                .addNode(GateTest.node("MatMul", List.of("x", "w"), "h"))
                .addNode(GateTest.node("Relu", List.of("h"), "r"))
                .addNode(GateTest.node("MatMul", List.of("r", "v"), "y"))
                .addOutput(ValueInfoProto.newBuilder().setName("y"))
                .build();
        ModelProto model = ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph)
                .build();
        Path file = folder.resolve("two.onnx");
        ModelWriter.write(model, file, ModelWriter.Layout.INLINE);
        Files.writeString(folder.resolve("two.json"), """
                {"id": "two", "name": "Two", "task": "other", "format": "onnx", "license": "CC0-1.0"}
                """);
        store.add(file.toString(), Optional.empty(), (done, total) -> {});
    }

    private Map<String, Tensor> item(double size) {
        float[] values = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            values[i] = (float) (size * random.nextGaussian());
        }
        return Map.of("x", Tensor.ofFloats(values, 1, WIDTH));
    }

    /** A variant that was calibrated with small values, in use. */
    private String quantized() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        for (int i = 0; i < 80; i++) {
            try (OutputStream out = Files.newOutputStream(data.resolve(i + ".npz"))) {
                CallInputs.of(ASKED, item(1)).write(out);
            }
        }
        VariantReport report =
                maker.make(new VariantMaker.Order("two", Schemes.W8A8, "", data.toString(), "", 0), note -> {});
        assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.PASSED);
        assertThat(report.recipe().calibrationItems()).isEqualTo(40);
        store.useVariant("two", "w8a8-cpu");
        return report.variant();
    }

    private TrafficCalibration calibration(String... models) throws IOException {
        return new TrafficCalibration(
                context,
                store,
                maker,
                notices::add,
                new Permitted(CAPACITY, 0.25, models),
                Clock.systemUTC(),
                bound -> Math.floorMod(random.nextLong(), bound));
    }

    private static void settle(TrafficCalibration calibration) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        calibration.sampler().execute(done::countDown);
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private void call(TrafficCalibration calibration, double size, int count) throws InterruptedException {
        ServiceReference<CallListener> reference = context.getServiceReference(CallListener.class);
        CallListener listener = context.getService(reference);
        for (int i = 0; i < count; i++) {
            listener.answered("two", ASKED, item(size));
            settle(calibration);
        }
        context.ungetService(reference);
    }

    @Test
    void callsThatDriftBringTheirOwnCalibrationIntoUse() throws Exception {
        addModel();
        String old = quantized();
        TrafficCalibration calibration = calibration("two");
        call(calibration, 1, CAPACITY + 1);
        Sampled calm = calibration.sampled().get(0);
        assertThat(calm.reference()).isEqualTo("the 40 samples that w8a8-cpu was calibrated with");
        assertThat(calm.drift()).isBetween(0.0, calm.limit());
        call(calibration, 6, 3 * CAPACITY);
        String notice = notices.poll(60, TimeUnit.SECONDS);
        settle(calibration);
        assertThat(notice).contains("w8a8-cpu", "Calibrated anew with 64 of them, it is in use: it keeps");
        ModelStore.Variant used = store.variants("two").get(0);
        assertThat(used.isUsed()).isTrue();
        assertThat(used.report().variant()).isNotEqualTo(old);
        assertThat(used.report().quality().data()).isEqualTo("real calls (64 files)");
        assertThat(store.find("two").orElseThrow().sha256())
                .as("what answers now")
                .isEqualTo(used.report().variant());
        KnownAnswer answer =
                KnownAnswer.read(store.find("two").orElseThrow().file().resolveSibling("known-answer.json"));
        Tensor generated = new GeneratedSet(ASKED, InputRecipe.NONE).inputs(0).get("x");
        assertThat(answer.inputs().get(0).tensor().toFloats())
                .as("nobody's call")
                .isEqualTo(generated.toFloats());
        assertThat(gone).as("whoever held the old one let go").contains(old);
        call(calibration, 6, CAPACITY);
        Sampled after = calibration.sampled().get(0);
        assertThat(after.reference()).isEqualTo("the 32 samples that w8a8-cpu was calibrated with");
        assertThat(after.outcome()).startsWith("is in use");
        calibration.close();
        assertThat(context.getServiceReference(CallListener.class)).isNull();
    }

    @Test
    void withoutPermissionNobodyHearsAndNothingIsKept() throws Exception {
        addModel();
        TrafficCalibration permitted = calibration("*");
        call(permitted, 1, 3);
        permitted.close();
        Path kept = home.resolve("cache/traffic");
        assertThat(kept).isNotEmptyDirectory();
        TrafficCalibration none = calibration(" ");
        assertThat(context.getServiceReference(CallListener.class)).isNull();
        assertThat(kept).isEmptyDirectory();
        assertThat(none.sampled()).isEmpty();
        none.removed(store.find("two").orElseThrow());
        none.close();
    }

    /** Plugins stop before us, and their models go with them. */
    @Test
    void aHostThatStopsForgetsNothing() throws Exception {
        addModel();
        TrafficCalibration calibration = calibration("two");
        call(calibration, 1, 3);
        InstalledModel model = store.find("two").orElseThrow();
        List<Boolean> isKept = new CopyOnWriteArrayList<>();
        Path kept = home.resolve("cache/traffic").resolve(model.sha256());
        context.addBundleListener((SynchronousBundleListener) event -> {
            if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
                store.remove("two");
                calibration.removed(model);
                calibration.close();
                isKept.add(Files.exists(kept));
            }
        });
        framework.stop();
        framework.waitForStop(10_000);
        assertThat(isKept).containsExactly(true);
    }

    @Test
    void whoeverWaitsForOtherWorkIsTold() throws Exception {
        addModel();
        VariantMaker.Order order = new VariantMaker.Order("two", Schemes.W8A8, "", "", "", 0);
        CountDownLatch told = new CountDownLatch(1);
        Thread second = new Thread(() -> maker.make(order, note -> {
            if (note.equals("waiting for other work on two")) {
                told.countDown();
            }
        }));
        AtomicBoolean isTold = new AtomicBoolean();
        maker.make(order, note -> {
            if (second.getState() == Thread.State.NEW) {
                second.start();
                isTold.set(isZero(told));
            }
        });
        second.join(60_000);
        assertThat(isTold).isTrue();
    }

    private static boolean isZero(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        refuses(new Permitted(39, 0.25, "m"), "calls must be from 40 to 10000: 39");
        refuses(new Permitted(40, Double.NaN, "m"), "drift must be from 0.01 to 100: NaN");
        refuses(new Permitted(10_001, 0.25, "m"), "calls must be from 40 to 10000: 10001");
    }

    private void refuses(TrafficCalibration.Config config, String message) {
        assertThatThrownBy(() -> new TrafficCalibration(context, store, maker, notices::add, config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @SuppressWarnings("BadAnnotationImplementation")
    private static final class Permitted implements TrafficCalibration.Config {
        private final int calls;
        private final double drift;
        private final String[] models;

        Permitted(int calls, double drift, String... models) {
            this.calls = calls;
            this.drift = drift;
            this.models = models;
        }

        @Override
        public String[] models() {
            return models.clone();
        }

        @Override
        public int calls() {
            return calls;
        }

        @Override
        public double drift() {
            return drift;
        }

        @Override
        public int megabytes() {
            return 16;
        }

        @Override
        public int hours() {
            return 24;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return TrafficCalibration.Config.class;
        }
    }
}

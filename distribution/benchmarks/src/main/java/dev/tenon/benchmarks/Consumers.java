// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.device.Device;
import dev.tenon.api.health.HealthCheck;
import dev.tenon.api.health.HealthResult;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.platform.Models;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizationRequest;
import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.api.quantizer.RangeMethod;
import dev.tenon.api.source.ModelSource;
import dev.tenon.api.tensor.ElementType;
import dev.tenon.api.tensor.Shape;
import dev.tenon.api.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The consumers of kinds that are called through their service, as anybody would write them: static references. */
final class Consumers {
    private Consumers() {}

    private static void check(boolean right, String what) {
        if (!right) {
            throw new IllegalStateException("a wrong result: " + what);
        }
    }

    /** Runs the model. */
    @Component(property = SwapCalls.KIND + "=model")
    public static final class OfModel implements SwapCalls {
        private final ModelWork work;

        @Activate
        public OfModel(@Reference Inference inference) {
            work = new ModelWork(inference);
        }

        @Override
        public void call() throws BackendException {
            work.run();
        }
    }

    /** Runs the model, and keeps a session of its own. */
    @Component(property = SwapCalls.KIND + "=backend")
    public static final class OfBackend implements SwapCalls {
        private static final long SESSION_SECONDS = 10;

        private final Backend backend;
        private final Models models;
        private final ModelWork work;

        @Activate
        public OfBackend(@Reference Backend backend, @Reference Models models, @Reference Inference inference) {
            this.backend = backend;
            this.models = models;
            work = new ModelWork(inference);
        }

        @Override
        public void call() throws BackendException {
            check(backend.descriptor().formats().contains("onnx"), "the backend's formats");
            work.run();
        }

        @Override
        public boolean stream(BooleanSupplier goOn) throws BackendException, InterruptedException {
            Tensor in = Tensor.allocate(ElementType.FLOAT32, Shape.of(1, OnnxChain.WIDTH));
            in.floats().put(0, 0.5f);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SESSION_SECONDS);
            try (ModelSession session = backend.open(model(models).file(), SessionOptions.cpu())) {
                while (goOn.getAsBoolean() && System.nanoTime() < end) {
                    Map<String, Tensor> out = session.run(Map.of(OnnxChain.INPUT, in));
                    check(out.get(OnnxChain.OUTPUT).floats().get(0) == 0.5f, "the session's output");
                    TimeUnit.MILLISECONDS.sleep(ModelWork.SLOW_STEP_MILLIS);
                }
            }
            return true;
        }
    }

    /** Quantizes. */
    @Component(property = SwapCalls.KIND + "=quantizer")
    public static final class OfQuantizer implements SwapCalls {
        private static final String MEMORY = "/dev/shm";

        /**
         * In memory where the system has that: to make and delete a file waits for what a swap makes durable in the same
         * file system.
         */
        private static final Path FOLDER = Path.of(
                        Files.isWritable(Path.of(MEMORY)) ? MEMORY : System.getProperty("java.io.tmpdir"))
                .toAbsolutePath();

        private final Quantizer quantizer;
        private final Models models;

        @Activate
        public OfQuantizer(
                @Reference(target = "(" + SwapCalls.SUBJECT + "=quantizer)") Quantizer quantizer,
                @Reference Models models) {
            this.quantizer = quantizer;
            this.models = models;
        }

        @Override
        public void call() throws IOException {
            quantize(CopyQuantizer.QUICK);
        }

        @Override
        public boolean stream(BooleanSupplier goOn) throws IOException {
            quantize(CopyQuantizer.SLOW);
            return true;
        }

        private void quantize(String scheme) throws IOException {
            Path target = Files.createTempFile(FOLDER, "tenon-bench", ".onnx");
            QuantizationRequest request = new QuantizationRequest(model(models), "cpu", Set.of(), List.of(), FOLDER);
            try (Quantization model = quantizer.open(request)) {
                model.write(Map.of(CopyQuantizer.LAYER, scheme), RangeMethod.MIN_MAX, target);
                check(Files.size(target) > 0, "an empty model");
            } finally {
                Files.delete(target);
            }
        }
    }

    /** Asks the device how it is while the model runs on it. */
    @Component(property = SwapCalls.KIND + "=device")
    public static final class OfDevice implements SwapCalls {
        private final Device device;
        private final ModelWork work;

        @Activate
        public OfDevice(@Reference(target = "(tenon.device.kind=cpu)") Device device, @Reference Inference inference) {
            this.device = device;
            work = new ModelWork(inference);
        }

        @Override
        public void call() throws BackendException {
            check(device.descriptor().kind().equals("cpu"), "the device's kind");
            work.run();
            check(device.load().freeMemoryBytes() > 0, "the device's memory");
        }
    }

    /** Reads from a source. */
    @Component(property = SwapCalls.KIND + "=source")
    public static final class OfSource implements SwapCalls {
        private final ModelSource source;

        @Activate
        public OfSource(@Reference(target = "(" + SwapCalls.SUBJECT + "=source)") ModelSource source) {
            this.source = source;
        }

        @Override
        public void call() throws IOException {
            read(DripSource.QUICK);
        }

        @Override
        public boolean stream(BooleanSupplier goOn) throws IOException {
            read(DripSource.SLOW);
            return true;
        }

        private void read(URI address) throws IOException {
            check(source.serves(address), "the source does not serve " + address);
            long count = 0;
            try (ModelSource.Content content = source.open(address, 0);
                    InputStream in = content.stream()) {
                for (int next = in.read(); next != -1; next = in.read()) {
                    check(next == DripSource.DROP, "byte " + count + " of the stream");
                    count++;
                }
                check(count == content.totalBytes(), "a stream that was cut off");
            }
        }
    }

    /** Asks for a plugin's health. */
    @Component(property = SwapCalls.KIND + "=health")
    public static final class OfHealth implements SwapCalls {
        private final HealthCheck health;

        @Activate
        public OfHealth(@Reference(target = "(" + SwapCalls.SUBJECT + "=health)") HealthCheck health) {
            this.health = health;
        }

        @Override
        public void call() {
            HealthResult result = health.check();
            check(result.status() == HealthResult.Status.OK, result.message());
        }
    }

    private static InstalledModel model(Models models) {
        return models.find(ModelWork.MODEL).orElseThrow(() -> new IllegalStateException("the model is not there"));
    }
}

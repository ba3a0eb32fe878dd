// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.api.backend.Backend;
import dev.tenon.api.device.DeviceDescriptor;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.quantizer.QuantizationStrategy;
import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.quantization.Providers.Provider;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.TaskFailedException;
import dev.tenon.runtime.TaskWorkers;
import dev.tenon.runtime.VariantMaker;
import dev.tenon.runtime.VariantReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The host's side: finds who does the work, has it done in a worker, and gives what passed to the model store. */
@Component(configurationPid = QuantizationService.PID)
@Designate(ocd = QuantizationService.Config.class)
public final class QuantizationService implements VariantMaker {
    static final String PID = "dev.tenon.quantization";

    private static final List<String> DEVICES = List.of("cpu", "igpu", "gpu", "npu", "virtual");
    private static final String OURS = "dev.tenon.quantization";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Settings. */
    @ObjectClassDefinition(name = "Quantization and its gate")
    @interface Config {
        /** What a variant must keep. */
        @AttributeDefinition(
                name = "Required quality [share of the original]",
                min = "0",
                max = "1",
                description = "What the lower end of the 95 % interval of the kept metric must reach")
        double required() default 0.98;

        /** Budget of trials. */
        @AttributeDefinition(
                name = "Trials [variants]",
                min = "1",
                description = "How many variants may be measured on the way to one that passes")
        int trials() default 40;

        /** Budget of time. */
        @AttributeDefinition(
                name = "Time limit [minutes]",
                min = "1",
                description = "After which no further variant is tried")
        int limit_minutes() default 60;

        /** Memory. */
        @AttributeDefinition(
                name = "Memory [MB]",
                min = "256",
                description = "The largest Java heap of the process that does the work")
        int memory_megabytes() default 2_048;

        /** Samples. */
        @AttributeDefinition(
                name = "Samples [inputs]",
                min = "1",
                description = "How many inputs at most the ranges of activations are found from")
        int samples() default 128;
    }

    private final BundleContext context;
    private final ModelStore models;
    private final TaskWorkers workers;
    private final Config config;
    private final WorkFolders folders;
    private final Acceptance acceptance;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * Starts.
     *
     * @param context finds quantizers, backends and devices, and tells the home's folder
     * @param models keeps variants
     * @param workers do the work
     * @param config settings
     * @throws IllegalArgumentException if a setting is out of range
     */
    @Activate
    public QuantizationService(
            BundleContext context, @Reference ModelStore models, @Reference TaskWorkers workers, Config config) {
        this.context = context;
        this.models = models;
        this.workers = workers;
        this.config = config;
        Path cache = Path.of(context.getProperty("tenon.home")).resolve("cache");
        this.folders = new WorkFolders(cache.resolve("quantization"));
        this.acceptance = new Acceptance(models, new CalibrationPrints(cache.resolve(Acceptance.PRINTS)));
        checked("memory.megabytes", config.memory_megabytes(), 256);
        checked("limit.minutes", config.limit_minutes(), 1);
        new GateSettings(
                config.required(), config.trials(), Duration.ofMinutes(config.limit_minutes()), config.samples());
    }

    private static void checked(String key, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(key + " must be at least " + least + ": " + value);
        }
    }

    @Override
    public VariantReport make(Order order, Consumer<String> notes) {
        ReentrantLock lock = locks.computeIfAbsent(order.model(), model -> new ReentrantLock());
        try {
            if (!lock.tryLock(0, TimeUnit.SECONDS)) {
                notes.accept("waiting for other work on " + order.model());
                lock.lockInterruptibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(order, e);
        }
        try (Providers providers = new Providers(context)) {
            return make(order, providers, notes);
        } catch (DataRefusedException e) {
            throw new ModelRefusedException(Reason.UNSUPPORTED, String.valueOf(e.getMessage()), e);
        } catch (IOException | UncheckedIOException e) {
            throw Thread.currentThread().isInterrupted()
                    ? cancelled(order, e)
                    : new ModelRefusedException(
                            Reason.STORAGE, "this host's disk cannot be read or written: " + e.getMessage(), e);
        } catch (ModelRefusedException e) {
            throw e.reason() == Reason.STORAGE && Thread.currentThread().isInterrupted() ? cancelled(order, e) : e;
        } finally {
            lock.unlock();
        }
    }

    /** Whatever an interrupt broke: it was called off. */
    private static TaskFailedException cancelled(Order order, Exception cause) {
        return new TaskFailedException(TaskFailedException.Reason.CANCELLED, title(order) + " was called off", cause);
    }

    private static String title(Order order) {
        return "the quantization of " + order.model();
    }

    private VariantReport make(Order order, Providers providers, Consumer<String> notes) throws IOException {
        InstalledModel model = models.original(order.model())
                .orElseThrow(() -> new ModelRefusedException(
                        Reason.UNKNOWN,
                        "no model '" + order.model() + "' is installed; 'tenon model list' shows which are"));
        if (!order.device().isEmpty() && !DEVICES.contains(order.device())) {
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR,
                    "there is no kind of device '" + order.device() + "': there are " + String.join(", ", DEVICES));
        }
        String format = model.descriptor().format();
        Provider<Quantizer> quantizer = providers.quantizer(format, order.scheme());
        Provider<Backend> backend = providers.backend(format);
        Optional<Provider<QuantizationStrategy>> strategy =
                order.scheme().isEmpty() ? providers.strategy() : Optional.empty();
        Job job = job(
                order,
                model,
                providers.device(order.device()),
                quantizer.release(),
                strategy.map(Provider::release).orElse(""));
        Path work = folders.open(
                job, List.of(backend.release(), OURS + " " + context.getBundle().getVersion()));
        try {
            Set<String> bundles = new HashSet<>(List.of(
                    OURS, quantizer.origin().pluginId(), backend.origin().pluginId()));
            strategy.ifPresent(each -> bundles.add(each.origin().pluginId()));
            VariantReport report = make(order, job, bundles, backend.service(), work, notes);
            Folders.delete(work);
            return report;
        } finally {
            folders.close(work);
        }
    }

    private Job job(Order order, InstalledModel model, DeviceDescriptor device, String quantizer, String strategy) {
        return new Job(
                Job.Model.of(
                        model.descriptor(), models.recipe(model.descriptor().id())),
                model.file().toAbsolutePath().toString(),
                model.sha256(),
                order.scheme(),
                order.device().isEmpty() ? device.kind() : order.device(),
                device.instructionSets(),
                Folders.existing(order.evaluation()),
                Folders.existing(order.calibration()),
                quantizer,
                strategy,
                order.isBackground(),
                new Job.Limits(
                        order.required() > 0 ? order.required() : config.required(),
                        config.trials(),
                        Duration.ofMinutes(config.limit_minutes()).toSeconds(),
                        config.samples()));
    }

    private VariantReport make(
            Order order, Job job, Set<String> bundles, Backend backend, Path work, Consumer<String> notes)
            throws IOException {
        Path result = work.resolve(QuantizeTask.RESULT);
        Folders.delete(result);
        Folders.own(result);
        job.write(work.resolve(QuantizeTask.JOB));
        List<String> answer = workers.run(
                new TaskWorkers.Order(
                        title(order),
                        QuantizeTask.TASK,
                        bundles,
                        Map.of(),
                        List.of(work.toString(), result.toString()),
                        config.memory_megabytes(),
                        Duration.ofMinutes(config.limit_minutes()).multipliedBy(2)),
                notes);
        if (answer.get(0).equals(QuantizeTask.REFUSED)) {
            throw new ModelRefusedException(Reason.UNSUPPORTED, answer.get(1));
        }
        VariantReport report = JSON.readValue(answer.get(1), VariantReport.class);
        acceptance.keep(order.model(), report, work, backend, job.measuredOn(backend), notes);
        return report;
    }
}

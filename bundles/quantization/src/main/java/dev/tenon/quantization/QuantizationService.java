// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.device.Device;
import dev.tenon.api.device.DeviceDescriptor;
import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.ServiceOrigin;
import dev.tenon.runtime.TaskFailedException;
import dev.tenon.runtime.TaskWorkers;
import dev.tenon.runtime.VariantMaker;
import dev.tenon.runtime.VariantReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
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

    private static final String OURS = "dev.tenon.quantization";
    private static final int MOST_WORK_FOLDERS = 8;
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
    private final Path cache;

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
        this.cache = Path.of(context.getProperty("tenon.home")).resolve("cache").resolve("quantization");
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
    public synchronized VariantReport make(Order order, Consumer<String> notes) {
        InstalledModel model = models.original(order.model())
                .orElseThrow(() -> new ModelRefusedException(
                        Reason.UNKNOWN,
                        "no model '" + order.model() + "' is installed; 'tenon model list' shows which are"));
        String format = model.descriptor().format();
        Provider<Quantizer> quantizer = providers(Quantizer.class)
                .filter(each -> !each.service().schemes(format).isEmpty())
                .findFirst()
                .orElseThrow(() -> new ModelRefusedException(
                        Reason.UNSUPPORTED, "no installed quantizer knows " + format + " models"));
        Provider<Backend> backend = providers(Backend.class)
                .filter(each -> each.service().descriptor().formats().contains(format))
                .findFirst()
                .orElseThrow(() -> new ModelRefusedException(
                        Reason.UNSUPPORTED, "no installed backend runs " + format + " models"));
        List<String> schemes = quantizer.service().schemes(format);
        if (!order.scheme().isEmpty() && !schemes.contains(order.scheme())) {
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR,
                    "there is no scheme '" + order.scheme() + "'; "
                            + quantizer.origin().pluginId() + " has " + String.join(", ", schemes));
        }
        try {
            return make(order, model, quantizer, backend, notes);
        } catch (IOException e) {
            throw new ModelRefusedException(
                    Reason.STORAGE, "the variant cannot be written to this host's disk: " + e.getMessage(), e);
        }
    }

    private VariantReport make(
            Order order,
            InstalledModel model,
            Provider<Quantizer> quantizer,
            Provider<Backend> backend,
            Consumer<String> notes)
            throws IOException {
        DeviceDescriptor device = device(order.device());
        Job job = new Job(
                Job.Model.of(model.descriptor()),
                model.file().toAbsolutePath().toString(),
                model.sha256(),
                order.scheme(),
                order.device().isEmpty() ? device.kind() : order.device(),
                device.instructionSets(),
                existing(order.evaluation()),
                existing(order.calibration()),
                quantizer.origin().pluginId() + " " + quantizer.origin().version(),
                new Job.Limits(
                        order.required() > 0 ? order.required() : config.required(),
                        config.trials(),
                        Duration.ofMinutes(config.limit_minutes()).toSeconds(),
                        config.samples()));
        Path work = work(job);
        Path result = work.resolve("result");
        Folders.delete(result);
        Files.createDirectories(result);
        job.write(work.resolve(QuantizeTask.JOB));
        String json = run(
                new TaskWorkers.Order(
                        "the quantization of " + order.model(),
                        QuantizeTask.TASK,
                        Set.of(
                                OURS,
                                quantizer.origin().pluginId(),
                                backend.origin().pluginId()),
                        Map.of(),
                        List.of(work.toString(), result.toString()),
                        config.memory_megabytes(),
                        Duration.ofMinutes(config.limit_minutes()).multipliedBy(2)),
                notes);
        VariantReport report = JSON.readValue(json, VariantReport.class);
        if (report.verdict() == VariantReport.Verdict.PASSED) {
            notes.accept("asking the variant once more, in this process");
            askAgain(result, backend.service());
        }
        models.keepVariant(order.model(), result);
        Folders.delete(work);
        return report;
    }

    private static void askAgain(Path result, Backend backend) throws IOException {
        KnownAnswer answer = KnownAnswer.read(result.resolve(QuantizeTask.KNOWN_ANSWER));
        try {
            String device = backend.descriptor().deviceKinds().get(0);
            if (answer.isGivenBy(backend, result.resolve(QuantizeTask.MODEL), device)) {
                return;
            }
        } catch (BackendException e) {
            throw new ModelRefusedException(
                    Reason.UNSUPPORTED, "the variant does not run in this process: " + e.getMessage(), e);
        }
        throw new ModelRefusedException(
                Reason.UNTRUSTED,
                "the variant answers otherwise here than where it was measured: nothing was kept; quantize it again");
    }

    /** A refusal of the task itself is about the model or the data, not about the process. */
    private String run(TaskWorkers.Order order, Consumer<String> notes) {
        try {
            return workers.run(order, notes).get(0);
        } catch (TaskFailedException e) {
            if (e.reason() == TaskFailedException.Reason.REFUSED) {
                throw new ModelRefusedException(Reason.UNSUPPORTED, String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    /** A service, and whose it is. */
    private record Provider<T>(T service, ServiceOrigin origin) {}

    private <T> Stream<Provider<T>> providers(Class<T> type) {
        try {
            return context.getServiceReferences(type, null).stream()
                    .sorted(Comparator.reverseOrder())
                    .flatMap(reference -> Optional.ofNullable(context.getService(reference))
                            .map(service -> new Provider<>(service, ServiceOrigin.of(reference)))
                            .stream());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter is given", e);
        }
    }

    /** The device of a kind; where there is none, one of which nothing is known but its kind. */
    private DeviceDescriptor device(String kind) {
        List<DeviceDescriptor> devices = providers(Device.class)
                .map(device -> device.service().descriptor())
                .sorted(Comparator.comparing(descriptor -> descriptor.kind().equals("cpu") ? 0 : 1))
                .toList();
        return devices.stream()
                .filter(device -> kind.isEmpty() || device.kind().equals(kind))
                .findFirst()
                .orElseGet(() -> new DeviceDescriptor(
                        "unknown", kind.isEmpty() ? "cpu" : kind, "unknown", 1, 1, List.of(), Map.of()));
    }

    private static String existing(String path) {
        if (!path.isEmpty() && !Files.exists(Path.of(path))) {
            throw new ModelRefusedException(Reason.UNKNOWN, "there is no file or folder " + path);
        }
        return path;
    }

    /** A folder for the same work, so that it can go on; of those that were given up, the latest few are kept. */
    private Path work(Job job) throws IOException {
        Files.createDirectories(cache);
        String key = job.sha256().substring(0, 16) + "-"
                + Folders.digest(job.scheme()
                                + job.device()
                                + job.instructionSets()
                                + job.quantizer()
                                + Folders.state(job.evaluation())
                                + Folders.state(job.calibration())
                                + job.limits().calibrationItems()
                                + job.limits().required())
                        .substring(0, 16);
        Path work = cache.resolve(key);
        Files.createDirectories(work);
        Files.setLastModifiedTime(work, FileTime.fromMillis(System.currentTimeMillis()));
        List<Path> given;
        try (Stream<Path> folders = Files.list(cache)) {
            given = folders.filter(folder -> !folder.equals(work))
                    .sorted(Comparator.comparing(Folders::modified).reversed())
                    .skip(MOST_WORK_FOLDERS - 1)
                    .toList();
        }
        for (Path folder : given) {
            Folders.delete(folder);
        }
        return work;
    }
}

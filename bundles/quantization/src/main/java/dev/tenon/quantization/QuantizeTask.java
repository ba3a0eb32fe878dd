// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizationRequest;
import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.api.tensor.TensorSpec;
import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Device;
import dev.tenon.runtime.VariantReport.Layer;
import dev.tenon.runtime.VariantReport.Recipe;
import dev.tenon.runtime.VariantReport.Size;
import dev.tenon.runtime.VariantReport.Speed;
import dev.tenon.runtime.VariantReport.Verdict;
import dev.tenon.workers.WorkerTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/**
 * The part of a quantization that runs in the worker: reads the data, looks for a variant that passes the gate and writes
 * it. Arguments: the folder of the work, with {@value #JOB} in it, and the folder for the result. Answer: the report. A
 * result is whole or not there: {@value #REPORT} is written last.
 */
@Component(property = WorkerTask.NAME + "=" + QuantizeTask.TASK)
public final class QuantizeTask implements WorkerTask {
    static final String TASK = "quantize";
    static final String JOB = "job.json";
    static final String MODEL = "model.onnx";
    static final String REPORT = "report.json";
    static final String KNOWN_ANSWER = "known-answer.json";

    /** What a variant must save to be worth a place on the disk, if it is not faster. */
    private static final double WORTH_SIZE = 0.9;

    /** What a variant must be faster, if it is not smaller. */
    private static final double WORTH_SPEED = 1.1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Quantizer> quantizers;
    private final List<Backend> backends;

    /**
     * Waits to be run.
     *
     * @param quantizers write variants
     * @param backends run models
     */
    @Activate
    public QuantizeTask(
            @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE) List<Quantizer> quantizers,
            @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE) List<Backend> backends) {
        this.quantizers = List.copyOf(quantizers);
        this.backends = List.copyOf(backends);
    }

    @Override
    public List<String> run(List<String> arguments, Consumer<String> notes) throws IOException, BackendException {
        Path work = Path.of(arguments.get(0));
        Path result = Path.of(arguments.get(1));
        Job job = Job.read(work.resolve(JOB));
        Backend backend = backends.stream()
                .filter(each -> each.descriptor().formats().contains(job.model().format()))
                .findFirst()
                .orElseThrow(
                        () -> new IOException("no backend runs " + job.model().format()));
        Quantizer quantizer = quantizers.stream()
                .filter(each -> !each.schemes(job.model().format()).isEmpty())
                .findFirst()
                .orElseThrow(() ->
                        new IOException("no quantizer knows " + job.model().format()));
        VariantReport report = quantize(job, new Means(backend, quantizer, device(backend, job)), work, result, notes);
        String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
        Files.writeString(result.resolve(REPORT), json);
        return List.of(json);
    }

    /** Who does the work, and on which kind of device it is measured. */
    private record Means(Backend backend, Quantizer quantizer, String device) {}

    private static String device(Backend backend, Job job) {
        List<String> kinds = backend.descriptor().deviceKinds();
        return kinds.contains(job.device()) ? job.device() : kinds.get(0);
    }

    private static VariantReport quantize(Job job, Means means, Path work, Path result, Consumer<String> notes)
            throws IOException, BackendException {
        notes.accept("reading the model");
        List<TensorSpec> inputs;
        try (ModelSession session = means.backend().open(Path.of(job.file()), new SessionOptions(means.device()))) {
            inputs = session.inputs();
        }
        GateSettings settings = job.limits().settings();
        Data data = Data.of(
                job.evaluation(), job.calibration(), job.model().descriptor(), inputs, settings.calibrationItems());
        List<String> remarks = new ArrayList<>(data.remarks());
        if (!means.device().equals(job.device())) {
            remarks.add("measured on a " + means.device() + ": no backend here runs models on a " + job.device());
        }
        Strategy.Choice choice = scheme(job);
        notes.accept("scheme " + choice.scheme() + ": " + choice.why());
        QuantizationRequest request = new QuantizationRequest(
                job.installed(), job.device(), Set.copyOf(job.instructionSets()), data.inputs(), work);
        Bench.Subject subject = new Bench.Subject(
                means.backend(),
                means.device(),
                Path.of(job.file()),
                data.evaluation(),
                data.judged(),
                Metric.of(data.evaluation(), job.model().task()),
                settings.required(),
                work);
        Inquiry inquiry = new Inquiry(job, choice.scheme(), data, subject, settings, remarks);
        long began = System.nanoTime();
        try (Quantization quantization = means.quantizer().open(request)) {
            return inquire(inquiry, quantization, (System.nanoTime() - began) / 1e9, result, notes);
        }
    }

    /** What is asked for, and with what. */
    private record Inquiry(
            Job job, String scheme, Data data, Bench.Subject subject, GateSettings settings, List<String> remarks) {}

    private static VariantReport inquire(
            Inquiry inquiry, Quantization quantization, double opened, Path result, Consumer<String> notes)
            throws IOException, BackendException {
        Journal journal = Journal.read(inquiry.subject().work().resolve("journal.jsonl"));
        if (journal.size() > 0) {
            notes.accept("going on after " + journal.size() + " measurements that were made before");
        }
        try (Bench bench = bench(inquiry, quantization, journal, notes)) {
            Gate.Result found =
                    new Gate(quantization.layers(), bench, inquiry.settings(), notes).pass(inquiry.scheme());
            Path original = inquiry.subject().original();
            Written written = found.verdict() == Verdict.PASSED
                    ? write(found, quantization, bench, inquiry.subject(), result, notes)
                    : new Written(found.verdict(), found.reason(), "", new Size(size(original), 0), new Speed(0, 0));
            return report(inquiry, found, written, opened + found.firstSeconds());
        }
    }

    private static Bench bench(Inquiry inquiry, Quantization quantization, Journal journal, Consumer<String> notes)
            throws IOException, BackendException {
        try {
            return Bench.open(inquiry.subject(), quantization, journal, notes);
        } catch (BackendException e) {
            if (inquiry.job().evaluation().isEmpty()) {
                throw new DataRefusedException(
                        "the model cannot be run with generated inputs: give some of its own with --eval ("
                                + e.getMessage() + ")",
                        e);
            }
            throw e;
        }
    }

    private static Strategy.Choice scheme(Job job) {
        return job.scheme().isEmpty()
                ? Strategy.of(
                        job.device(),
                        !job.evaluation().isEmpty() || !job.calibration().isEmpty())
                : new Strategy.Choice(job.scheme(), "it was asked for");
    }

    /** What stands in the folder of the result. */
    private record Written(Verdict verdict, String reason, String sha256, Size size, Speed speed) {}

    private static Written write(
            Gate.Result found,
            Quantization quantization,
            Bench bench,
            Bench.Subject subject,
            Path result,
            Consumer<String> notes)
            throws IOException, BackendException {
        notes.accept("writing the variant");
        Path file = result.resolve(MODEL);
        quantization.write(found.best().mix(), found.best().ranges(), file);
        KnownAnswer answer = KnownAnswer.of(
                subject.backend(),
                file,
                subject.device(),
                subject.set().item(subject.items().get(0)).inputs());
        if (!answer.isGivenBy(subject.backend(), file, subject.device())) {
            throw new IOException("the variant answers otherwise each time it is asked the same");
        }
        answer.write(result.resolve(KNOWN_ANSWER));
        notes.accept("measuring its speed");
        Speed speed = bench.speed(file);
        Size size = new Size(size(subject.original()), size(file));
        if (size.ratio() > WORTH_SIZE && speed.ratio() < WORTH_SPEED) {
            Files.delete(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".data"));
            Files.delete(result.resolve(KNOWN_ANSWER));
            return new Written(
                    Verdict.USELESS,
                    found.reason() + ", but is neither smaller (" + Gate.percent(size.ratio()) + " of the original) nor"
                            + " faster",
                    "",
                    size,
                    speed);
        }
        return new Written(Verdict.PASSED, found.reason(), sha256(file), size, speed);
    }

    private static VariantReport report(Inquiry inquiry, Gate.Result found, Written written, double seconds) {
        Job job = inquiry.job();
        Data data = inquiry.data();
        List<String> remarks = new ArrayList<>(inquiry.remarks());
        remarks.addAll(found.best().made().remarks());
        List<Layer> layers = found.best().made().layers().stream()
                .map(layer ->
                        new Layer(layer.name(), layer.operator(), layer.scheme(), layer.parameters(), layer.why()))
                .toList();
        boolean isRanged = found.best().isRanged();
        return new VariantReport(
                job.model().id(),
                job.sha256(),
                written.sha256(),
                inquiry.scheme(),
                new Device(job.device(), job.instructionSets()),
                job.quantizer(),
                written.verdict(),
                written.reason(),
                found.best().quality(),
                written.size(),
                written.speed(),
                new Recipe(
                        isRanged ? found.best().ranges().name() : "",
                        isRanged ? data.digest() : "",
                        isRanged ? data.samples().size() : 0,
                        found.trials(),
                        found.best().raised(),
                        seconds),
                layers,
                remarks.stream().distinct().collect(Collectors.toList()),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static long size(Path file) throws IOException {
        Path data = file.resolveSibling(file.getFileName() + ".data");
        return Files.size(file) + (Files.exists(data) ? Files.size(data) : 0);
    }

    private static String sha256(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

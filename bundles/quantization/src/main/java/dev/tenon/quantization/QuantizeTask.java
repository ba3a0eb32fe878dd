// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.quantizer.QuantizationRefusedException;
import dev.tenon.api.quantizer.QuantizationRequest;
import dev.tenon.api.quantizer.QuantizationStrategy;
import dev.tenon.api.quantizer.QuantizationStrategy.Situation;
import dev.tenon.api.quantizer.Quantizer;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Verdict;
import dev.tenon.workers.WorkerTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/**
 * The part of a quantization that runs in the worker: reads the data, looks for a variant that passes the gate and writes
 * it. Arguments: the folder of the work, with {@value #JOB} in it, and the folder for the result. Answer: {@value
 * #REPORTED} and the report, or {@value #REFUSED} and what is wrong with the model or the data; whatever else fails is
 * thrown. A result is whole or not there: {@value #REPORT} is written last.
 */
@Component(property = WorkerTask.NAME + "=" + QuantizeTask.TASK)
public final class QuantizeTask implements WorkerTask {
    static final String TASK = "quantize";
    static final String JOB = "job.json";
    static final String JOURNAL = "journal.jsonl";
    static final String MODEL = "model.onnx";
    static final String REPORT = "report.json";
    static final String RESULT = "result";

    /** In the folder of the work: what the samples were like, if the variant passed and any mattered to it. */
    static final String FINGERPRINT = "fingerprint.json";

    static final String KNOWN_ANSWER = "known-answer.json";

    /** The answer's first word before a report. */
    static final String REPORTED = "report";

    /** The answer's first word before what is wrong with the model or the data. */
    static final String REFUSED = "refused";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a strategy may take to choose. */
    private static final Duration STRATEGY = Duration.ofSeconds(10);

    private final List<Quantizer> quantizers;
    private final List<Backend> backends;
    private final Optional<QuantizationStrategy> strategy;

    /**
     * Waits to be run.
     *
     * @param quantizers write variants
     * @param backends run models
     * @param strategies choose schemes where nobody did
     */
    @Activate
    public QuantizeTask(
            @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE) List<Quantizer> quantizers,
            @Reference(cardinality = ReferenceCardinality.AT_LEAST_ONE) List<Backend> backends,
            @Reference(cardinality = ReferenceCardinality.MULTIPLE) List<QuantizationStrategy> strategies) {
        this.quantizers = highestFirst(quantizers);
        this.backends = highestFirst(backends);
        this.strategy = highestFirst(strategies).stream().findFirst();
    }

    /** As the host chooses: declarative services are given in ascending order. */
    private static <T> List<T> highestFirst(List<T> services) {
        List<T> reversed = new ArrayList<>(services);
        Collections.reverse(reversed);
        return List.copyOf(reversed);
    }

    @Override
    public List<String> run(List<String> arguments, Consumer<String> notes) throws IOException, BackendException {
        Path work = Path.of(arguments.get(0));
        Path result = Path.of(arguments.get(1));
        Job job = Job.read(work.resolve(JOB));
        if (job.isBackground()) {
            Niceness.lower(ProcessHandle.current().pid());
        }
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
        Folders.clear(work, Set.of(work.resolve(JOB), work.resolve(JOURNAL), result));
        Folders.clear(result, Set.of());
        try {
            Means means = new Means(backend, quantizer, strategy, job.measuredOn(backend));
            VariantReport report = quantize(job, means, work, result, notes);
            String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
            Files.writeString(result.resolve(REPORT), json);
            return List.of(REPORTED, json);
        } catch (QuantizationRefusedException | DataRefusedException e) {
            return List.of(REFUSED, String.valueOf(e.getMessage()));
        }
    }

    /** Who does the work, and on which kind of device it is measured. */
    private record Means(
            Backend backend, Quantizer quantizer, Optional<QuantizationStrategy> strategy, String device) {}

    private static VariantReport quantize(Job job, Means means, Path work, Path result, Consumer<String> notes)
            throws IOException, BackendException {
        notes.accept("reading the model");
        GateSettings settings = job.limits().settings();
        Data data = data(job, means, settings.calibrationItems());
        List<String> remarks = new ArrayList<>(data.remarks());
        if (!means.device().equals(job.device())) {
            remarks.add("measured on a " + means.device() + ": no backend here runs models on a " + job.device());
        }
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
        Map<String, Tensor> question = Question.of(job, data, means.backend(), means.device());
        Inquiry inquiry = new Inquiry(job, means, data, subject, question, settings, remarks);
        long began = System.nanoTime();
        try (Quantization quantization = means.quantizer().open(request)) {
            return inquire(inquiry, quantization, (System.nanoTime() - began) / 1e9, result, notes);
        }
    }

    /** What is asked for, and with what; remarks are added on the way. */
    private record Inquiry(
            Job job,
            Means means,
            Data data,
            Bench.Subject subject,
            Map<String, Tensor> question,
            GateSettings settings,
            List<String> remarks) {}

    private static VariantReport inquire(
            Inquiry inquiry, Quantization quantization, double opened, Path result, Consumer<String> notes)
            throws IOException, BackendException {
        SchemeChoice choice = choice(inquiry, quantization);
        inquiry.remarks().addAll(choice.remarks());
        Journal journal = Journal.read(inquiry.subject().work().resolve(JOURNAL));
        if (journal.size() > 0) {
            notes.accept("going on after " + journal.size() + " measurements that were made before");
        }
        try (Bench bench = bench(inquiry, quantization, journal, notes)) {
            Gate gate = new Gate(quantization.layers(), bench, inquiry.settings(), notes);
            Passage passage = Passage.of(gate, choice.choices(), inquiry.remarks(), notes);
            VariantFolder.Written written = new VariantFolder(result, inquiry.subject(), inquiry.question(), notes)
                    .write(passage.found(), quantization, bench);
            if (written.verdict() == Verdict.PASSED && passage.found().best().isSampled()) {
                Fingerprint.of(inquiry.data().inputs())
                        .write(inquiry.subject().work().resolve(FINGERPRINT));
            }
            return new Findings(inquiry.job(), inquiry.data(), passage, written, inquiry.remarks())
                    .report(opened + passage.found().firstSeconds());
        }
    }

    private static SchemeChoice choice(Inquiry inquiry, Quantization quantization) throws IOException {
        Job job = inquiry.job();
        if (!job.scheme().isEmpty()) {
            return SchemeChoice.asked(job.scheme());
        }
        Means means = inquiry.means();
        Situation situation = new Situation(
                job.model().task(),
                ModelFiles.size(Path.of(job.file())),
                job.device(),
                Set.copyOf(job.instructionSets()),
                means.backend().descriptor().deviceKinds(),
                !job.evaluation().isEmpty() || !job.calibration().isEmpty(),
                SchemeChoice.options(means.quantizer().schemes(job.model().format()), quantization.layers()));
        return SchemeChoice.of(means.strategy(), job.strategy(), situation, STRATEGY);
    }

    /** Opens the data, as many as there is room on the disk for the answers to. */
    private static Data data(Job job, Means means, int samples) throws IOException, BackendException {
        try (ModelSession session = means.backend().open(Path.of(job.file()), new SessionOptions(means.device()))) {
            Data data = Data.of(job.evaluation(), job.calibration(), job.model(), session.inputs(), samples);
            var first = data.evaluation().inputs(data.judged().get(0));
            try {
                return DiskBudget.applied(data, Answers.bytes(session.outputs(), session.run(first)));
            } catch (BackendException e) {
                throw unanswered(job, e);
            }
        }
    }

    private static Bench bench(Inquiry inquiry, Quantization quantization, Journal journal, Consumer<String> notes)
            throws IOException, BackendException {
        try {
            return Bench.open(inquiry.subject(), quantization, journal, notes);
        } catch (BackendException e) {
            throw unanswered(inquiry.job(), e);
        }
    }

    /** Where nobody gave data, it is those that were generated. */
    private static BackendException unanswered(Job job, BackendException e) {
        if (job.evaluation().isEmpty()) {
            throw new DataRefusedException(
                    "the model cannot be run with generated inputs: give some of its own with --eval (" + e.getMessage()
                            + ")",
                    e);
        }
        return e;
    }
}

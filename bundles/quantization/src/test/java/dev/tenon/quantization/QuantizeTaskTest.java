// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendDescriptor;
import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.ModelSession;
import dev.tenon.api.backend.SessionOptions;
import dev.tenon.api.quantizer.QuantizationStrategy;
import dev.tenon.api.quantizer.QuantizationStrategy.Choice;
import dev.tenon.quantizer.onnx.OnnxQuantizer;
import dev.tenon.runtime.InputRecipe;
import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of the worker's part, with a real model, real digits and the real quantizer. */
final class QuantizeTaskTest {
    private static final Path DATA = Path.of(System.getProperty("tenon.data"));
    private static final Path DIGITS = DATA.resolve("image-classification/eran/mnist_test.csv");
    private static final Path MODEL = DATA.resolve("image-classification/onnxruntime-inference-examples/mnist.onnx");

    @TempDir
    Path folder;

    private Path work;
    private Path result;
    private final List<String> notes = new ArrayList<>();

    @BeforeEach
    void folders() throws IOException {
        assumeTrue(Files.isRegularFile(MODEL), "no real models in " + DATA);
        work = Files.createDirectory(folder.resolve("work"));
        result = Files.createDirectory(work.resolve("result"));
    }

    /** Digits as NumPy saves them, with labels, each also moved by a pixel in eight directions. */
    private Path digits(boolean isLabelled) throws IOException {
        List<float[]> pictures = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (String line : Files.readAllLines(DIGITS)) {
            String[] numbers = line.split(",");
            for (int down = -1; down <= 1; down++) {
                for (int right = -1; right <= 1; right++) {
                    float[] picture = new float[28 * 28];
                    for (int i = 0; i < picture.length; i++) {
                        int row = i / 28 - down;
                        int column = i % 28 - right;
                        boolean isInside = row >= 0 && row < 28 && column >= 0 && column < 28;
                        picture[i] = isInside ? Float.parseFloat(numbers[1 + row * 28 + column]) : 0;
                    }
                    pictures.add(picture);
                    labels.add(Integer.parseInt(numbers[0].strip()));
                }
            }
        }
        ByteBuffer pixels = ByteBuffer.allocate(pictures.size() * 28 * 28 * 4).order(ByteOrder.LITTLE_ENDIAN);
        pictures.forEach(picture -> {
            for (float pixel : picture) {
                pixels.putFloat(pixel);
            }
        });
        ByteBuffer indexes = ByteBuffer.allocate(labels.size() * 8).order(ByteOrder.LITTLE_ENDIAN);
        labels.forEach(indexes::putLong);
        Path file = folder.resolve("digits.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(zip, "Input3.npy", npy("<f4", "(" + pictures.size() + ", 1, 28, 28)", pixels.array()));
            if (isLabelled) {
                entry(zip, "labels.npy", npy("<i8", "(" + labels.size() + ",)", indexes.array()));
            }
        }
        return file;
    }

    static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    static byte[] npy(String type, String shape, byte[] values) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        header = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        out.write(header.length() & 0xFF);
        out.write(header.length() >> 8);
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(values);
        return out.toByteArray();
    }

    private static Job chosenBy(String strategy, Job job) {
        return new Job(
                job.model(),
                job.file(),
                job.sha256(),
                job.scheme(),
                job.device(),
                job.instructionSets(),
                job.evaluation(),
                job.calibration(),
                job.quantizer(),
                strategy,
                false,
                job.limits());
    }

    private static Job job(String scheme, String evaluation, double required, int trials) {
        return job("image-classification", scheme, evaluation, required, trials);
    }

    private static Job job(String task, String scheme, String evaluation, double required, int trials) {
        return new Job(
                new Job.Model("mnist", "MNIST", task, "onnx", List.of(), null, InputRecipe.NONE),
                MODEL.toAbsolutePath().toString(),
                "0".repeat(64),
                scheme,
                "cpu",
                List.of("avx2", "avx512_vnni"),
                evaluation,
                "",
                "dev.tenon.quantizer.onnx 1.0.0",
                "",
                false,
                new Job.Limits(required, trials, 600, 128));
    }

    private List<QuantizationStrategy> strategies = List.of();

    private List<String> answer(Job job, List<Backend> backends) throws Exception {
        job.write(work.resolve(QuantizeTask.JOB));
        QuantizeTask task = new QuantizeTask(List.of(new OnnxQuantizer(Onnx.BACKEND)), backends, strategies);
        return task.run(List.of(work.toString(), result.toString()), notes::add);
    }

    private VariantReport run(Job job) throws Exception {
        return run(job, List.of(Onnx.BACKEND));
    }

    private VariantReport run(Job job, List<Backend> backends) throws Exception {
        List<String> answer = answer(job, backends);
        assertThat(answer).as(answer.toString()).startsWith(QuantizeTask.REPORTED);
        String json = answer.get(1);
        assertThat(result.resolve(QuantizeTask.REPORT)).hasContent(json);
        return JsonMapper.builder().build().readValue(json, VariantReport.class);
    }

    @Test
    void aVariantThatAnswersWellPasses() throws Exception {
        VariantReport report = run(job("w8a8", digits(true).toString(), 0.98, 40));
        assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.PASSED);
        assertThat(report.quality().metric()).isEqualTo("accuracy");
        assertThat(report.quality().items())
                .as("without those that it was calibrated with")
                .isEqualTo(900 - 128);
        assertThat(report.quality().original()).isGreaterThan(0.9);
        assertThat(report.quality().retainedLow()).isBetween(0.98, 1.01);
        assertThat(report.size().ratio()).isLessThan(0.5);
        assertThat(report.recipe().calibration()).hasSize(64);
        assertThat(report.recipe().raised()).isZero();
        assertThat(report.layers())
                .hasSize(3)
                .allMatch(layer -> layer.scheme().equals("w8a8") || !layer.why().isEmpty())
                .filteredOn(layer -> layer.scheme().equals("w8a8"))
                .as("those with most of the weights")
                .hasSizeGreaterThan(1);
        assertThat(result).isDirectoryContaining(file -> file.endsWith(QuantizeTask.MODEL));
        KnownAnswer answer = KnownAnswer.read(result.resolve(QuantizeTask.KNOWN_ANSWER));
        assertThat(answer.isGivenBy(Onnx.BACKEND, result.resolve(QuantizeTask.MODEL), "cpu"))
                .isTrue();
        assertThat(answer.isGivenBy(Onnx.BACKEND, MODEL, "cpu"))
                .as("the original rounds otherwise")
                .isTrue();
    }

    /** No variant answers exactly as the original: each step of the ladder is tried, and nothing is offered. */
    @Test
    void whatCannotPassIsNotOffered() throws Exception {
        VariantReport report = run(job("other", "w8a8", digits(false).toString(), 1, 40));
        assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.FAILED);
        assertThat(report.quality().metric()).isEqualTo("similarity");
        assertThat(report.variant()).isEmpty();
        assertThat(result)
                .isDirectoryNotContaining(file -> file.endsWith(QuantizeTask.MODEL))
                .isDirectoryContaining(file -> file.endsWith(QuantizeTask.REPORT));
    }

    @Test
    void tellsWithHowManySamplesAVariantWasMade() throws Exception {
        VariantReport report = run(job("w4a8", digits(true).toString(), 0.5, 40));
        assertThat(report.verdict()).as(report.reason()).isNotEqualTo(Verdict.FAILED);
        assertThat(report.layers()).anyMatch(layer -> layer.scheme().equals("w4a8"));
        assertThat(report.recipe().calibrationItems()).isEqualTo(128);
        assertThat(report.recipe().calibration()).hasSize(64);
    }

    @Test
    void beginsWithoutTheRestsOfAWorkerThatWasKilled() throws Exception {
        String digits = digits(true).toString();
        run(job("w8a8", digits, 0.98, 40));
        Files.writeString(Files.createDirectory(work.resolve("answers123")).resolve("floats"), "half");
        Files.writeString(Files.createDirectory(work.resolve("run7")).resolve("model.onnx"), "half");
        for (String rest : List.of("weights9.part", "trial.onnx", "trial.onnx.data", "probe.onnx")) {
            Files.writeString(work.resolve(rest), "half");
        }
        Files.writeString(result.resolve("model.onnx.data"), "of the run before");
        notes.clear();
        run(job("w8a8", digits, 0.98, 40));
        assertThat(notes).anyMatch(note -> note.startsWith("going on after 1 "));
        assertThat(work)
                .isDirectoryNotContaining(file -> !file.equals(result)
                        && !file.endsWith(QuantizeTask.JOB)
                        && !file.endsWith(QuantizeTask.FINGERPRINT)
                        && !file.endsWith(QuantizeTask.JOURNAL));
        assertThat(result).isDirectoryNotContaining(file -> file.endsWith("model.onnx.data"));
    }

    /** Declarative services are given in ascending order; the host takes the highest-ranked. */
    @Test
    void takesTheHighestRankedBackend() throws Exception {
        VariantReport report =
                run(job("w8a8", digits(true).toString(), 0.98, 40), List.of(new BrokenBackend(), Onnx.BACKEND));
        assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.PASSED);
    }

    /** What is wrong with the host or the backend is no refusal of the model. */
    @Test
    void whatElseFailsIsThrown() throws Exception {
        String digits = digits(true).toString();
        assertThatThrownBy(() -> answer(job("w8a8", digits, 0.98, 40), List.of(Onnx.BACKEND, new BrokenBackend())))
                .isInstanceOf(BackendException.class);
    }

    /** Says that it runs everything, and runs nothing. */
    private static final class BrokenBackend implements Backend {
        @Override
        public BackendDescriptor descriptor() {
            return new BackendDescriptor("broken", List.of("onnx"), List.of("cpu"));
        }

        @Override
        public ModelSession open(Path model, SessionOptions options) throws BackendException {
            return Onnx.BACKEND.open(model.resolveSibling("nonesuch.onnx"), options);
        }
    }

    @Test
    void goesOnWhereItWas() throws Exception {
        String digits = digits(true).toString();
        VariantReport first = run(job("w8a8", digits, 0.98, 40));
        Files.delete(result.resolve(QuantizeTask.MODEL));
        Files.delete(result.resolve(QuantizeTask.KNOWN_ANSWER));
        Files.writeString(work.resolve("journal.jsonl"), "\n{\"mix\":{\"cut by a cra", StandardOpenOption.APPEND);
        notes.clear();
        VariantReport again = run(job("w8a8", digits, 0.98, 40));
        assertThat(notes).anyMatch(note -> note.startsWith("going on after 1 "));
        assertThat(notes).noneMatch(note -> note.startsWith("variant 1 answers"));
        assertThat(again.variant()).isEqualTo(first.variant());
    }

    @Test
    void withoutDataItSaysSo() throws Exception {
        VariantReport report = run(job("", "", 0.5, 40));
        assertThat(report.scheme()).isEqualTo("w8a8-dynamic");
        assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.PASSED);
        assertThat(report.recipe().calibration()).isEmpty();
        assertThat(report.quality().data()).isEqualTo("generated inputs");
        assertThat(report.remarks()).anyMatch(remark -> remark.contains("--eval"));
    }

    /** Takes no variant that a strategy's first choice leads to. */
    @Test
    void whatTheBackendDoesNotTakeIsPassedOver() throws Exception {
        strategies = List.of(situation -> List.of(new Choice("w4a8", "first"), new Choice("w8", "second")));
        List<Path> refused = new ArrayList<>();
        Backend backend = new Backend() {
            @Override
            public BackendDescriptor descriptor() {
                return Onnx.BACKEND.descriptor();
            }

            @Override
            public ModelSession open(Path model, SessionOptions options) throws BackendException {
                if (refused.isEmpty() && model.endsWith("trial.onnx")) {
                    refused.add(model);
                    throw new BackendException(BackendException.Reason.UNSUPPORTED_MODEL, "no 4 bits");
                }
                return Onnx.BACKEND.open(model, options);
            }
        };
        VariantReport report =
                run(chosenBy("org.example.taste 1.0.0", job("other", "", "", 0.5, 40)), List.of(backend));
        assertThat(report.scheme()).isEqualTo("w8");
        assertThat(report.remarks())
                .contains(
                        "w4a8 was chosen by org.example.taste 1.0.0: first",
                        "w4a8 was passed over: the backend does not take it (no 4 bits)");
        assertThat(notes).contains("scheme w8: second");
    }

    @Test
    void dataOfAnotherModelAreRefused() throws Exception {
        Path file = folder.resolve("other.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(zip, "Input3.npy", npy("<f4", "(2, 3)", new byte[24]));
        }
        assertThat(refusal(file)).contains("FLOAT32[2x3]", "Input3:FLOAT32[1x1x28x28]");
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        assertThat(refusal(pictures)).contains("does not say how it reads pictures");
        Path text = Files.writeString(folder.resolve("text.npz"), "no zip");
        assertThat(refusal(text)).contains("no .npz file");
        assertThat(result).isEmptyDirectory();
    }

    private String refusal(Path evaluation) throws Exception {
        List<String> answer = answer(job("w8a8", evaluation.toString(), 0.98, 40), List.of(Onnx.BACKEND));
        assertThat(answer).hasSize(2).startsWith(QuantizeTask.REFUSED);
        return answer.get(1);
    }
}

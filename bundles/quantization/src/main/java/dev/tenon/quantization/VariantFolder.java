// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.quantizer.Quantization;
import dev.tenon.api.tensor.Tensor;
import dev.tenon.runtime.VariantReport.Size;
import dev.tenon.runtime.VariantReport.Speed;
import dev.tenon.runtime.VariantReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Writes what passed into the folder of the result, if it is worth a place there. Not thread-safe. */
final class VariantFolder {
    /** What a variant must save to be worth a place on the disk, if it is not faster. */
    private static final double WORTH_SIZE = 0.9;

    /** What a variant must be faster, if it is not smaller. */
    private static final double WORTH_SPEED = 1.1;

    private final Path folder;
    private final Bench.Subject subject;
    private final Map<String, Tensor> question;
    private final Consumer<String> notes;

    VariantFolder(Path folder, Bench.Subject subject, Map<String, Tensor> question, Consumer<String> notes) {
        this.folder = folder;
        this.subject = subject;
        this.question = Map.copyOf(question);
        this.notes = notes;
    }

    /** What stands in it. */
    record Written(Verdict verdict, String reason, String sha256, Size size, Speed speed) {}

    /**
     * Writes the variant, if one passed.
     *
     * @param found what the gate found
     * @param quantization writes it
     * @param bench times it
     * @throws BackendException if it cannot be run
     * @throws IOException if it cannot be written, or answers otherwise each time
     */
    Written write(Gate.Result found, Quantization quantization, Bench bench) throws IOException, BackendException {
        long original = ModelFiles.size(subject.original());
        if (found.verdict() != Verdict.PASSED) {
            return new Written(found.verdict(), found.reason(), "", new Size(original, 0), new Speed(0, 0));
        }
        notes.accept("writing the variant");
        Path file = folder.resolve(QuantizeTask.MODEL);
        quantization.write(found.best().mix(), found.best().ranges(), file);
        ask(file);
        notes.accept("measuring its speed");
        Speed speed = bench.speed(file);
        Size size = new Size(original, ModelFiles.size(file));
        if (size.ratio() > WORTH_SIZE && speed.ratio() < WORTH_SPEED) {
            ModelFiles.delete(file);
            Files.delete(folder.resolve(QuantizeTask.KNOWN_ANSWER));
            String reason = found.reason() + ", but is neither smaller (" + Gate.percent(size.ratio())
                    + " of the original) nor faster";
            return new Written(Verdict.USELESS, reason, "", size, speed);
        }
        return new Written(Verdict.PASSED, found.reason(), Sha256.of(file), size, speed);
    }

    private void ask(Path file) throws IOException, BackendException {
        KnownAnswer answer = KnownAnswer.of(subject.backend(), file, subject.device(), question);
        if (!answer.isGivenBy(subject.backend(), file, subject.device())) {
            throw new IOException("the variant answers otherwise each time it is asked the same");
        }
        answer.write(folder.resolve(QuantizeTask.KNOWN_ANSWER));
    }
}

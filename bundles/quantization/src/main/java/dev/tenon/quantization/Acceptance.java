// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.backend.Backend;
import dev.tenon.api.backend.BackendException;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import dev.tenon.runtime.ModelStore;
import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Gives what a worker made to the model store, after it was asked once more in this process. Thread-safe. */
final class Acceptance {
    /** Folder in the home's cache for what the samples of variants were like. */
    static final String PRINTS = "calibration";

    private final ModelStore models;
    private final CalibrationPrints prints;

    Acceptance(ModelStore models, CalibrationPrints prints) {
        this.models = models;
        this.prints = prints;
    }

    /**
     * Keeps it; a try that failed takes no variant away that passed before.
     *
     * @param model id of the model
     * @param report what the gate found
     * @param work folder with the result
     * @param backend runs the variant
     * @param device kind of device that it runs it on
     * @param notes hears what is being done
     * @throws ModelRefusedException if it does not run here, or answers otherwise
     * @throws IOException if the disk cannot be read or written
     */
    void keep(String model, VariantReport report, Path work, Backend backend, String device, Consumer<String> notes)
            throws IOException {
        Path result = work.resolve(QuantizeTask.RESULT);
        boolean isPassed = report.verdict() == Verdict.PASSED;
        if (isPassed) {
            notes.accept("asking the variant once more, in this process");
            askAgain(result, backend, device);
            Path print = work.resolve(QuantizeTask.FINGERPRINT);
            if (Files.exists(print)) {
                prints.keep(report.variant(), print);
            }
        }
        if (isPassed || !hasPassed(model, report)) {
            models.keepVariant(model, result);
        }
    }

    private boolean hasPassed(String model, VariantReport report) {
        String name = report.scheme() + "-" + report.device().kind();
        return models.variants(model).stream()
                .anyMatch(variant ->
                        variant.name().equals(name) && variant.report().verdict() == Verdict.PASSED);
    }

    private static void askAgain(Path result, Backend backend, String device) throws IOException {
        KnownAnswer answer = KnownAnswer.read(result.resolve(QuantizeTask.KNOWN_ANSWER));
        try {
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
}

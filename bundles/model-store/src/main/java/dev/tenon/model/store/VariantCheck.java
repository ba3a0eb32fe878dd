// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import dev.tenon.runtime.VariantReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Holds the result of a quantization against its original before it is kept. */
final class VariantCheck {
    private final Trial trial;

    VariantCheck(Trial trial) {
        this.trial = trial;
    }

    /**
     * Looks at a result; changes nothing.
     *
     * @param result the folder
     * @param original the model it is kept for
     * @return its report
     * @throws ModelRefusedException if it is not a variant of that model
     * @throws IOException if it cannot be read
     */
    VariantReport check(Path result, InstalledModel original) throws IOException {
        VariantReport report = report(result);
        String id = original.descriptor().id();
        if (!report.original().equals(original.sha256())) {
            throw new ModelRefusedException(
                    Reason.UNTRUSTED,
                    "the variant in " + result + " was made of another file than model " + id + ": SHA-256 "
                            + original.sha256() + " was expected, its original has " + report.original()
                            + "; quantize the model again");
        }
        for (String name : KeptVariant.needed(report)) {
            if (!Files.isRegularFile(result.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                throw new ModelRefusedException(
                        Reason.BAD_DESCRIPTOR,
                        "the variant in " + result + " passed, but has no file " + name + "; quantize the model again");
            }
        }
        if (Reports.isPassed(report)) {
            checkModel(result.resolve(KeptVariant.MODEL), report, original);
        }
        return report;
    }

    private static VariantReport report(Path result) throws IOException {
        Path file = result.resolve(KeptVariant.REPORT);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR,
                    "there is no " + KeptVariant.REPORT + " in " + result + "; name the folder of a quantization's"
                            + " result");
        }
        try {
            return Reports.read(file);
        } catch (Reports.IllFormedException e) {
            throw new ModelRefusedException(Reason.BAD_DESCRIPTOR, e.getMessage() + "; quantize the model again", e);
        }
    }

    private void checkModel(Path file, VariantReport report, InstalledModel original) throws IOException {
        String actual = Digest.of(file);
        if (!actual.equals(report.variant())) {
            throw new ModelRefusedException(
                    Reason.UNTRUSTED,
                    file + " is not the file of the report: SHA-256 " + report.variant() + " was expected, it has "
                            + actual + "; quantize the model again");
        }
        String format = original.descriptor().format();
        Trial.Specs wanted = trial.specs(original.file(), format);
        Trial.Specs found = trial.specs(file, format);
        if (!wanted.fits(found)) {
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR,
                    "the variant in " + file.getParent() + " cannot stand for model "
                            + original.descriptor().id() + ", which has " + wanted + "; the variant has " + found
                            + "; quantize the model again");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenon.runtime.VariantReport;
import dev.tenon.runtime.VariantReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads reports on variants. What a later version of Tenon says besides is passed over, what is missing is not. */
final class Reports {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String SHA256 = "[0-9a-f]{64}";

    /** A folder's name that cannot be {@code original} or lead elsewhere. */
    private static final String NAME = "[a-z0-9][a-z0-9._]*(-[a-z0-9._]+)+";

    private static final int MAX_NAME = 64;

    private Reports() {}

    /** A report that says something impossible, or is none. */
    static final class IllFormedException extends IOException {
        private static final long serialVersionUID = 1L;

        IllFormedException(String message) {
            super(message);
        }

        IllFormedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Reads a report.
     *
     * @throws IllFormedException if it has not the form of a report
     * @throws IOException if it cannot be read
     */
    static VariantReport read(Path file) throws IOException {
        VariantReport report = parse(file, Files.readAllBytes(file));
        if (!name(report).matches(NAME) || name(report).length() > MAX_NAME) {
            throw new IllFormedException(file + ": scheme and kind of device make no name: '" + name(report) + "'");
        }
        if (!report.original().matches(SHA256)) {
            throw new IllFormedException(file + ": original is no SHA-256: '" + report.original() + "'");
        }
        if (report.verdict() == Verdict.PASSED && !report.variant().matches(SHA256)) {
            throw new IllFormedException(file + ": variant is no SHA-256: '" + report.variant() + "'");
        }
        return report;
    }

    private static VariantReport parse(Path file, byte[] json) throws IOException {
        try {
            VariantReport report = MAPPER.readValue(json, VariantReport.class);
            if (report == null) {
                throw new IllFormedException(file + " is no report");
            }
            return report;
        } catch (JsonProcessingException e) {
            String what = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new IllFormedException(file + " is no report: " + what, e);
        }
    }

    /** What the variant is called among those of its original. */
    static String name(VariantReport report) {
        return report.scheme() + "-" + report.device().kind();
    }

    static boolean isPassed(VariantReport report) {
        return report.verdict() == Verdict.PASSED;
    }
}

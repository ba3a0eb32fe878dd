// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is kept of a model's calls, and whether they have drifted. Stateless. */
final class SampledLines {
    private SampledLines() {}

    /**
     * Returns the lines.
     *
     * @param models as the host tells of models
     * @param model id
     * @return none if no calls of it are kept
     */
    static List<String> of(JsonNode models, String model) {
        List<String> lines = new ArrayList<>();
        for (JsonNode sampled : models.path("sampled")) {
            if (sampled.path("model").asText().equals(model)) {
                lines.add(String.format(
                        Locale.ROOT,
                        "Calls are kept: %d of at most %d (%s), drawn from the last %d.",
                        sampled.path("samples").asInt(),
                        sampled.path("most").asInt(),
                        Text.bytes(sampled.path("bytes").asLong()),
                        sampled.path("calls").asLong()));
                lines.addAll(compared(sampled));
            }
        }
        return lines;
    }

    private static List<String> compared(JsonNode sampled) {
        List<String> lines = new ArrayList<>();
        String reference = sampled.path("reference").asText();
        double drift = sampled.path("drift").asDouble();
        if (!reference.isEmpty()) {
            lines.add(
                    drift < 0
                            ? "To be compared with " + reference + "."
                            : String.format(
                                    Locale.ROOT,
                                    "Drift %.2f (limit %.2f, %.1f %% outside the range) from %s, %s.",
                                    drift,
                                    sampled.path("limit").asDouble(),
                                    100 * sampled.path("outside").asDouble(),
                                    reference,
                                    sampled.path("compared").asText()));
        }
        if (!sampled.path("outcome").asText().isEmpty()) {
            lines.add("Calibrated anew " + sampled.path("recalibrated").asText() + ": "
                    + sampled.path("outcome").asText() + ".");
        }
        return lines;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The variants of a model, a line each. Stateless. */
final class VariantTable {
    private VariantTable() {}

    static List<String> of(String model, JsonNode variants) {
        if (variants.isEmpty()) {
            return List.of("There is no variant of " + model + "; 'tenon model quantize " + model + "' makes one.");
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode variant : variants) {
            JsonNode report = variant.path("report");
            JsonNode size = report.path("size");
            boolean isPassed = report.path("verdict").asText().equals("passed");
            rows.add(List.of(
                    variant.path("name").asText(),
                    variant.path("isUsed").asBoolean() ? "in use" : isPassed ? "" : "refused",
                    kept(report.path("quality")),
                    isPassed ? Text.bytes(size.path("bytes").asLong()) : "",
                    isPassed ? speed(report.path("speed")) : "",
                    report.path("reason").asText()));
        }
        return Text.table(rows);
    }

    private static String kept(JsonNode quality) {
        return String.format(
                Locale.ROOT, "keeps %.1f %%", 100 * quality.path("retained").asDouble());
    }

    private static String speed(JsonNode speed) {
        double ms = speed.path("ms").asDouble();
        return ms == 0
                ? ""
                : String.format(
                        Locale.ROOT, "%.2fx as fast", speed.path("originalMs").asDouble() / ms);
    }
}

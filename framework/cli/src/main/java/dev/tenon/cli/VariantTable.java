// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The variants of a model, a line each. Stateless. */
final class VariantTable {
    private VariantTable() {}

    static List<String> of(String model, JsonNode variants) {
        if (variants.isEmpty()) {
            return List.of("There is no variant of " + model + "; 'tenon model quantize " + model + "' makes one.");
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode variant : variants) {
            VariantView view = new VariantView(variant.path("report"));
            String state = variant.path("isUsed").asBoolean() ? "in use" : view.isPassed() ? "" : "refused";
            rows.add(List.of(
                    variant.path("name").asText(),
                    state,
                    view.kept(),
                    view.sizeInWords(),
                    view.speedInWords(),
                    view.remark()));
        }
        return Text.table(rows);
    }
}

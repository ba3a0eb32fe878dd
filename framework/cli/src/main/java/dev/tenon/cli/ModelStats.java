// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is really there: a pair is a model and a kind of device, and counts if a variant for it passed the gate and is
 * smaller or faster than its original.
 *
 * @param models how many are installed
 * @param tried how many pairs have a report
 * @param passed how many pairs count
 * @param variants as the host tells them, by model
 * @param rows a line for each variant: model, scheme and device, what it keeps, size, speed, measured on what
 */
record ModelStats(int models, int tried, int passed, JsonNode variants, List<List<String>> rows) {
    static ModelStats of(JsonNode answer) {
        Set<String> tried = new HashSet<>();
        Set<String> passed = new HashSet<>();
        List<List<String>> rows = new ArrayList<>();
        answer.path("variants").properties().forEach(model -> {
            for (JsonNode variant : model.getValue()) {
                VariantView view = new VariantView(variant.path("report"));
                String pair =
                        model.getKey() + " " + view.report().at("/device/kind").asText();
                tried.add(pair);
                if (view.isPassed() && (view.size() < 1 || view.speed() > 1)) {
                    passed.add(pair);
                }
                rows.add(List.of(
                        model.getKey(),
                        variant.path("name").asText(),
                        view.isPassed() ? "" : "refused",
                        view.kept(),
                        view.sizeInWords(),
                        view.speedInWords(),
                        view.remark()));
            }
        });
        return new ModelStats(
                answer.path("installed").size(), tried.size(), passed.size(), answer.path("variants"), rows);
    }

    ObjectNode document() {
        ObjectNode document = Home.MAPPER
                .createObjectNode()
                .put("models", models)
                .put("pairsTried", tried)
                .put("pairsPassed", passed);
        document.set("variants", variants);
        return document;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(rows.isEmpty() ? List.of() : Text.table(rows));
        lines.add(models + " models; of " + tried + " pairs of model and device that were tried, " + passed
                + " have a variant that passed and is smaller or faster.");
        return lines;
    }
}

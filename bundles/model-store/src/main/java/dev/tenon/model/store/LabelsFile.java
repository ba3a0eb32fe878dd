// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a model's labels stand.
 *
 * @param name of the file in the model's folder
 * @param pointer of the part of a JSON file (RFC 6901), empty for the whole
 */
record LabelsFile(String name, String pointer) {
    static LabelsFile parse(String reference) {
        int hash = reference.indexOf('#');
        return hash < 0
                ? new LabelsFile(reference, "")
                : new LabelsFile(reference.substring(0, hash), reference.substring(hash + 1));
    }

    /**
     * Reads the labels.
     *
     * @param folder the model's
     * @return by index
     * @throws ModelRefusedException if there are none where the descriptor says
     * @throws IOException if the file cannot be read
     */
    List<String> read(Path folder) throws IOException {
        Path file = folder.resolve(name);
        List<String> labels = name.endsWith(".json") ? json(file) : lines(file);
        if (labels.isEmpty()) {
            throw refusal("it holds none");
        }
        return labels;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private List<String> json(Path file) throws IOException {
        JsonNode node;
        try {
            node = ModelJson.MAPPER.readTree(file.toFile()).at(JsonPointer.compile(pointer));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR, "the labels cannot be read from " + name + ": it is no JSON", e);
        }
        List<String> labels = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(label -> labels.add(label.asText()));
        } else if (node.isObject()) {
            for (int i = 0; i < node.size(); i++) {
                JsonNode label = node.path(Integer.toString(i));
                if (!label.isTextual()) {
                    throw refusal("no text for index " + i);
                }
                labels.add(label.asText());
            }
        }
        return labels;
    }

    private ModelRefusedException refusal(String why) {
        return new ModelRefusedException(
                Reason.BAD_DESCRIPTOR,
                "the labels cannot be read from " + name + ": " + why
                        + "; one a line, a JSON array, or a JSON object from index to name is needed");
    }
}

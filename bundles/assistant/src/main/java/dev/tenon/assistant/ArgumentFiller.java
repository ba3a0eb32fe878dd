// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.api.skill.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fills the arguments of a skill that does not understand requests itself, by its JSON Schema and what the request
 * plainly says: words of an enumeration, numbers in their order, truth values by name, quoted text, and the whole
 * request where one text is all that is wanted. Nothing is guessed: what is required and not found is asked for.
 */
final class ArgumentFiller {
    private final ArgumentSchema schema;

    /**
     * What came of filling.
     *
     * @param arguments they fit the schema; empty if something is missing
     * @param missing what the schema requires and the request does not say, in the schema's words
     * @param leavesNumbers whether the request says a number that was not used: it was not read to the end then
     */
    record Filled(Optional<Arguments> arguments, List<String> missing, boolean leavesNumbers) {}

    ArgumentFiller(ArgumentSchema schema) {
        this.schema = schema;
    }

    Filled fill(String words) {
        Spoken spoken = Spoken.of(words);
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> texts = new ArrayList<>();
        schema.node().path("properties").properties().forEach(property -> {
            String name = property.getKey();
            JsonNode type = property.getValue();
            Optional<?> value = type.has("enum")
                    ? spoken.oneOf(type.path("enum"))
                    : switch (type.path("type").asText()) {
                        case "integer" -> spoken.number(type, true);
                        case "number" -> spoken.number(type, false);
                        case "boolean" -> spoken.mentions(name);
                        case "string" -> {
                            texts.add(name);
                            yield Optional.empty();
                        }
                        default -> Optional.empty();
                    };
            value.ifPresent(found -> values.put(name, found));
        });
        Set<String> required = required();
        texts(texts, required, spoken, words, values);
        Arguments arguments = new Arguments(values);
        List<String> missing = required.stream()
                .filter(name -> !values.containsKey(name))
                .map(this::described)
                .toList();
        return new Filled(
                Optional.of(arguments).filter(schema::fits).filter(fit -> missing.isEmpty()),
                missing,
                spoken.hasNumbersLeft());
    }

    /** Quoted texts go to the texts in their order; a single required text without quotes takes all the words. */
    private static void texts(
            List<String> names, Set<String> required, Spoken spoken, String words, Map<String, Object> values) {
        for (String name : names) {
            spoken.quoted().ifPresent(text -> values.put(name, text));
        }
        List<String> open = names.stream()
                .filter(name -> required.contains(name) && !values.containsKey(name))
                .toList();
        if (open.size() == 1 && required.size() == 1 && !words.isBlank()) {
            values.put(open.get(0), words.strip());
        }
    }

    private Set<String> required() {
        Set<String> required = new LinkedHashSet<>();
        schema.node().path("required").forEach(name -> required.add(name.asText()));
        return required;
    }

    private String described(String name) {
        String description =
                schema.node().path("properties").path(name).path("description").asText();
        return description.isEmpty() ? name : description;
    }
}

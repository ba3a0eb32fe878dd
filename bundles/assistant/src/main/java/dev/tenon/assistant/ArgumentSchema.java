// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tenon.api.skill.Arguments;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a skill takes, by its JSON Schema (2020-12). */
final class ArgumentSchema {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final JsonNode node;
    private final Schema schema;

    /**
     * Reads a schema.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    ArgumentSchema(String json) {
        try {
            node = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the arguments schema is no JSON: " + e.getOriginalMessage(), e);
        }
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(node);
    }

    /** What the schema says against arguments; empty if they fit. */
    List<String> complaints(Arguments arguments) {
        return schema.validate(MAPPER.<JsonNode>valueToTree(arguments.values())).stream()
                .map(Object::toString)
                .toList();
    }

    /** Fills what can be filled without a model: nothing where nothing is required, a single text with the words. */
    Optional<Arguments> fill(String words) {
        Arguments none = new Arguments(Map.of());
        if (node.path("required").isEmpty()) {
            return Optional.of(none).filter(this::fits);
        }
        if (node.path("properties").size() != 1 || words.isBlank()) {
            return Optional.empty();
        }
        Map.Entry<String, JsonNode> only =
                node.path("properties").properties().iterator().next();
        boolean text = only.getValue().path("type").asText().equals("string");
        return text ? Optional.of(Arguments.of(only.getKey(), words)).filter(this::fits) : Optional.empty();
    }

    private boolean fits(Arguments arguments) {
        return complaints(arguments).isEmpty();
    }
}

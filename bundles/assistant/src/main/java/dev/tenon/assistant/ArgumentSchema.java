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

    /** The schema itself. */
    JsonNode node() {
        return node;
    }

    boolean fits(Arguments arguments) {
        return complaints(arguments).isEmpty();
    }
}

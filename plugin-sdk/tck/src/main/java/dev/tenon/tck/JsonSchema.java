// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JSON Schema (2020-12) of a descriptor and what values say to it. */
final class JsonSchema {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String META = "https://json-schema.org/draft/2020-12/schema";

    private final JsonNode node;
    private final Schema schema;

    /**
     * Reads a schema.
     *
     * @param what names it in messages
     * @param text the document
     * @throws AssertionError if it is no JSON object
     */
    JsonSchema(String what, String text) {
        try {
            node = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(what + " is no JSON: " + e.getOriginalMessage(), e);
        }
        if (!node.isObject()) {
            throw new AssertionError(what + " must be a JSON object: " + text);
        }
        schema = registry().getSchema(node);
    }

    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    }

    /** What is wrong with the schema itself; empty if nothing is. */
    List<String> flaws() {
        Schema meta = registry().getSchema(com.networknt.schema.SchemaLocation.of(META));
        return meta.validate(node).stream().map(Object::toString).toList();
    }

    /** What the schema says against values; empty if they fit. */
    List<String> complaints(Map<String, Object> values) {
        return schema.validate(MAPPER.valueToTree(values)).stream()
                .map(Object::toString)
                .toList();
    }

    String type() {
        return node.path("type").asText();
    }

    boolean requiresAnything() {
        return !node.path("required").isEmpty();
    }

    /** The declared type of each property that names exactly one. */
    Map<String, String> propertyTypes() {
        Map<String, String> types = new TreeMap<>();
        node.path("properties").properties().forEach(property -> {
            JsonNode type = property.getValue().path("type");
            if (type.isTextual()) {
                types.put(property.getKey(), type.asText());
            }
        });
        return types;
    }
}

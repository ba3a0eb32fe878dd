// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What an operator has set under one PID: a JSON object of settings that differ from their defaults. Immutable.
 * Whether the values fit their schema is told by {@link #problems()}; they are never repaired.
 */
public final class SettingsDocument {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final SettingsSchema schema;
    private final ObjectNode values;

    private SettingsDocument(SettingsSchema schema, ObjectNode values) {
        this.schema = schema;
        this.values = values;
    }

    /**
     * Makes a document in which nothing is set.
     *
     * @param schema what may be set
     * @return it
     */
    public static SettingsDocument empty(SettingsSchema schema) {
        return new SettingsDocument(schema, MAPPER.createObjectNode());
    }

    /**
     * Reads a document.
     *
     * @param json its text
     * @param schema what may be set
     * @return it; {@link #problems()} says whether it fits
     * @throws FormatException if the text is no JSON object, or names a setting twice
     */
    public static SettingsDocument parse(String json, SettingsSchema schema) throws FormatException {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return new SettingsDocument(schema, object);
            }
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new FormatException("it is no valid JSON" + where, e);
        }
        throw new FormatException("it is no JSON object of settings");
    }

    /**
     * Says what keeps this from being put in force.
     *
     * @return one line each, none of which names a secret; empty if all is well
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        values.properties().forEach(entry -> schema.find(entry.getKey())
                .ifPresentOrElse(
                        key -> new SettingCheck(key).problem(entry.getValue()).ifPresent(problems::add),
                        () -> problems.add(schema.unknown(entry.getKey()))));
        schema.keys().stream()
                .filter(key -> key.required() && !key.hasDefault() && !values.has(key.key()))
                .forEach(key -> problems.add(key.key() + " must be set: it has no default"));
        return problems;
    }

    /**
     * Returns what is set, each value of the type that the schema says.
     *
     * @return in the order of the file
     * @throws IllegalStateException if there are {@link #problems()}
     */
    public Map<String, Object> values() {
        if (!problems().isEmpty()) {
            throw new IllegalStateException(String.join("; ", problems()));
        }
        Map<String, Object> typed = new LinkedHashMap<>();
        values.properties()
                .forEach(entry -> typed.put(
                        entry.getKey(),
                        new SettingCheck(schema.find(entry.getKey()).orElseThrow()).typed(entry.getValue())));
        return typed;
    }

    /**
     * Sets one setting.
     *
     * @param key a key of the schema
     * @param texts its value as typed; several, or none, for a list
     * @return the document with it; {@link #problems()} says whether it fits
     * @throws FormatException if there is no such setting, or the texts cannot be a value of it
     */
    public SettingsDocument with(String key, List<String> texts) throws FormatException {
        SettingKey known = schema.find(key).orElseThrow(() -> new FormatException(schema.unknown(key)));
        JsonNode value = new SettingCheck(known).of(texts);
        ObjectNode changed = values.deepCopy();
        changed.set(key, value);
        return new SettingsDocument(schema, changed);
    }

    /**
     * Puts one setting back to its default.
     *
     * @param key any key, also one that the schema does not know
     * @return the document without it
     */
    public SettingsDocument without(String key) {
        ObjectNode changed = values.deepCopy();
        changed.remove(key);
        return new SettingsDocument(schema, changed);
    }

    /**
     * Tells whether a setting is set.
     *
     * @param key its key
     * @return whether it is, be the value what it may
     */
    public boolean has(String key) {
        return values.has(key);
    }

    /**
     * Tells whether nothing is set.
     *
     * @return whether it is so
     */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * Returns a value as people read it. Secrets are in it.
     *
     * @param key its key
     * @return one text, several for a list, none if it is not set
     */
    public List<String> texts(String key) {
        JsonNode value = values.path(key);
        if (value instanceof ArrayNode list) {
            return StreamSupport.stream(list.spliterator(), false)
                    .map(SettingsDocument::text)
                    .toList();
        }
        return value.isMissingNode() ? List.of() : List.of(text(value));
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    /**
     * Writes the document, one setting a line.
     *
     * @return JSON that ends with a line break
     */
    public String json() {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            return MAPPER.writer(printer).writeValueAsString(values) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON for " + schema.pid(), e);
        }
    }
}

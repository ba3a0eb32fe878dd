// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/**
 * JSON of the records here: properties sorted, no white space, unknown fields of a newer marketplace tolerated.
 * Thread-safe.
 */
public final class Json {
    /** The greatest value is an index within its signed document. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(SignedIndex.MAX_BYTES)
                            .build())
                    .build())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    /**
     * Writes a record.
     *
     * @param value one of this package's records, or a list or map of them
     * @return one line
     * @throws IllegalArgumentException if the value cannot be written
     */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot be written as JSON: " + value.getClass().getName(), e);
        }
    }

    /**
     * Reads a record.
     *
     * @param json a document
     * @param type the record's type
     * @param <T> the record's type
     * @return the record
     * @throws FormatException if the text is no such document
     */
    public static <T> T read(String json, Class<T> type) throws FormatException {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new FormatException("an empty document is no " + type.getSimpleName());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new FormatException("not a valid " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Reads a part of a document, empty if it is no such record. */
    static <T> Optional<T> readable(JsonNode node, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.treeToValue(node, type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}

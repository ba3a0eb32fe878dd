// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.http.RefusedException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** The members of a JSON object, each of the type that it must be; one that nobody knows is refused, not dropped. */
final class Fields {
    private static final int MAX_NAME = 2_000;

    private final JsonNode object;

    Fields(JsonNode object, String... known) {
        this.object = object;
        List<String> names = Arrays.asList(known);
        for (Iterator<String> all = object.fieldNames(); all.hasNext(); ) {
            String name = all.next();
            if (!names.contains(name)) {
                throw bad("the body has a field that is not known here; known are " + String.join(", ", names));
            }
        }
    }

    /** Returns a text that must be there. */
    String text(String name) {
        String value = text(name, "");
        if (value.isBlank()) {
            throw bad("the body needs the field '" + name + "'");
        }
        return value;
    }

    /** Returns a short text, or what stands for it where it is missing. */
    String text(String name, String fallback) {
        String value = longText(name, fallback);
        if (value.length() > MAX_NAME) {
            throw bad("the field '" + name + "' is longer than " + MAX_NAME + " characters");
        }
        return value.strip();
    }

    /** Returns a text of any length. */
    String longText(String name, String fallback) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return fallback;
        }
        if (!value.isTextual()) {
            throw bad("the field '" + name + "' must be a text");
        }
        return value.textValue();
    }

    /** Returns the texts of a list; none if it is missing. */
    List<String> texts(String name, int limit) {
        return items(name, limit, JsonNode::isTextual, "texts").stream()
                .map(JsonNode::textValue)
                .toList();
    }

    /** Returns the objects of a list; none if it is missing. */
    List<JsonNode> objects(String name, int limit) {
        return items(name, limit, JsonNode::isObject, "objects");
    }

    private List<JsonNode> items(String name, int limit, Predicate<JsonNode> isOfTheKind, String kind) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > limit) {
            throw bad("the field '" + name + "' must be a list of at most " + limit);
        }
        List<JsonNode> items = StreamSupport.stream(value.spliterator(), false).toList();
        if (!items.stream().allMatch(isOfTheKind)) {
            throw bad("the field '" + name + "' must hold " + kind);
        }
        return items;
    }

    static RefusedException bad(String message) {
        return new RefusedException(400, "bad-request", message);
    }
}

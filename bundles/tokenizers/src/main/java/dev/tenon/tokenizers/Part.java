// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object of the file and where it is; what is asked of it and is not there is refused with its place.
 *
 * @param node an object
 * @param place its JSON pointer
 */
record Part(JsonNode node, String place) {
    /** Checks that it is an object. */
    Part {
        if (!node.isObject()) {
            throw new TokenizerFormatException(place.isEmpty() ? "/" : place, "an object is needed");
        }
    }

    String type() {
        return text("type");
    }

    TokenizerFormatException refusal(String what) {
        return new TokenizerFormatException(place.isEmpty() ? "/" : place, what);
    }

    TokenizerFormatException unknown(String kind) {
        return refusal("the " + kind + " '" + type() + "' is not known here");
    }

    private TokenizerFormatException refusal(String key, String what) {
        return new TokenizerFormatException(place + "/" + key, what);
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    Part part(String key) {
        return new Part(node.path(key), place + "/" + key);
    }

    Optional<Part> optionalPart(String key) {
        return has(key) ? Optional.of(part(key)) : Optional.empty();
    }

    JsonNode array(String key) {
        JsonNode array = node.path(key);
        if (!array.isArray()) {
            throw refusal(key, "a list is needed");
        }
        return array;
    }

    List<Part> parts(String key) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode each : array(key)) {
            parts.add(new Part(each, place + "/" + key + "/" + parts.size()));
        }
        return parts;
    }

    String text(String key) {
        JsonNode text = node.path(key);
        if (!text.isTextual()) {
            throw refusal(key, "a text is needed");
        }
        return text.textValue();
    }

    Optional<String> optionalText(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    boolean flag(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        JsonNode flag = node.path(key);
        if (!flag.isBoolean()) {
            throw refusal(key, "true or false is needed");
        }
        return flag.booleanValue();
    }

    int number(String key) {
        return number(node.path(key), place + "/" + key);
    }

    int number(String key, int otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    static int number(JsonNode number, String place) {
        if (!number.isIntegralNumber() || !number.canConvertToInt() || number.intValue() < 0) {
            throw new TokenizerFormatException(place, "a whole number from 0 on is needed");
        }
        return number.intValue();
    }
}

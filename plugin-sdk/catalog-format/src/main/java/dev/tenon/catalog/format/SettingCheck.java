// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenon.catalog.format.SettingKey.Shape;
import dev.tenon.catalog.format.SettingKey.Type;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges and converts the values of one setting. What it says names no value of a secret. */
record SettingCheck(SettingKey key) {
    private static final int SHOWN = 60;

    /** Says what is wrong with a value in a file. */
    Optional<String> problem(JsonNode value) {
        if (key.shape() == Shape.SINGLE) {
            return one(value);
        }
        if (!value.isArray()) {
            return Optional.of(key.key() + " must be a list, not " + shown(value));
        }
        for (JsonNode item : value) {
            Optional<String> problem = one(item);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private Optional<String> one(JsonNode value) {
        if (!fits(value)) {
            return Optional.of(key.key() + " must be " + kind() + ", not " + shown(value));
        }
        if (!key.options().isEmpty() && !key.options().contains(value.asText()) || !inRange(value)) {
            return Optional.of(key.key() + " must be " + key.range() + ", not " + shown(value));
        }
        return Optional.empty();
    }

    private boolean fits(JsonNode value) {
        return switch (key.type()) {
            case STRING, PASSWORD -> value.isTextual();
            case CHARACTER -> value.isTextual() && value.textValue().length() == 1;
            case BOOLEAN -> value.isBoolean();
            case BYTE -> whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> value.isNumber() && Float.isFinite(value.floatValue());
            case DOUBLE -> value.isNumber() && Double.isFinite(value.doubleValue());
        };
    }

    private static boolean whole(JsonNode value, long least, long most) {
        return value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= least
                && value.longValue() <= most;
    }

    private boolean inRange(JsonNode value) {
        Optional<BigDecimal> measure = key.type().number()
                ? Optional.of(value.decimalValue())
                : value.isTextual()
                        ? Optional.of(BigDecimal.valueOf(value.textValue().length()))
                        : Optional.empty();
        return measure.map(size -> bound(key.min())
                                .map(min -> size.compareTo(min) >= 0)
                                .orElse(true)
                        && bound(key.max()).map(max -> size.compareTo(max) <= 0).orElse(true))
                .orElse(true);
    }

    /** A bound that is no number bounds nothing: its author's own check must. */
    private static Optional<BigDecimal> bound(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private String kind() {
        return switch (key.type()) {
            case STRING, PASSWORD -> "a text";
            case CHARACTER -> "one character";
            case BOOLEAN -> "true or false";
            case BYTE, SHORT, INTEGER, LONG -> "a whole number";
            case FLOAT, DOUBLE -> "a number";
        };
    }

    private String shown(JsonNode value) {
        if (key.secret()) {
            return "what is there";
        }
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /** Converts a value that {@link #problem} finds nothing wrong with to what Config Admin takes. */
    Object typed(JsonNode value) {
        if (key.shape() == Shape.SINGLE) {
            return oneTyped(value);
        }
        List<Object> items = new ArrayList<>();
        value.forEach(item -> items.add(oneTyped(item)));
        return key.shape() == Shape.COLLECTION
                ? items
                : items.toArray((Object[]) Array.newInstance(javaType(), items.size()));
    }

    private Object oneTyped(JsonNode value) {
        return switch (key.type()) {
            case STRING, PASSWORD -> value.textValue();
            case CHARACTER -> value.textValue().charAt(0);
            case BOOLEAN -> value.booleanValue();
            case BYTE -> (byte) value.longValue();
            case SHORT -> value.shortValue();
            case INTEGER -> value.intValue();
            case LONG -> value.longValue();
            case FLOAT -> value.floatValue();
            case DOUBLE -> value.doubleValue();
        };
    }

    private Class<?> javaType() {
        return switch (key.type()) {
            case STRING, PASSWORD -> String.class;
            case CHARACTER -> Character.class;
            case BOOLEAN -> Boolean.class;
            case BYTE -> Byte.class;
            case SHORT -> Short.class;
            case INTEGER -> Integer.class;
            case LONG -> Long.class;
            case FLOAT -> Float.class;
            case DOUBLE -> Double.class;
        };
    }

    /** Makes the value that somebody typed at a shell. */
    JsonNode of(List<String> texts) throws FormatException {
        if (key.shape() == Shape.SINGLE) {
            if (texts.size() != 1) {
                throw new FormatException(key.key() + " takes one value, not " + texts.size());
            }
            return oneOf(texts.get(0));
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String text : texts) {
            list.add(oneOf(text));
        }
        return list;
    }

    private JsonNode oneOf(String text) throws FormatException {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (key.type() == Type.BOOLEAN && (text.equals("true") || text.equals("false"))) {
            return make.booleanNode(text.equals("true"));
        }
        if (key.type().number()) {
            try {
                BigDecimal number = new BigDecimal(text.strip());
                // a number of a thousand digits is none that anybody means, and slow to compare
                if (number.precision() <= 40 && Math.abs(number.scale()) <= 400) {
                    return key.type().whole() ? make.numberNode(number.toBigIntegerExact()) : make.numberNode(number);
                }
            } catch (NumberFormatException | ArithmeticException e) {
                throw new FormatException(key.key() + " must be " + kind() + ", not '" + text + "'", e);
            }
        }
        if (key.type().number() || key.type() == Type.BOOLEAN) {
            throw new FormatException(key.key() + " must be " + kind() + ", not '" + text + "'");
        }
        return make.textNode(text);
    }
}

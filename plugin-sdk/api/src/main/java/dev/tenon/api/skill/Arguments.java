// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.skill;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of one call: a JSON object in Java's terms, where an object is a {@code Map<String, Object>}, an array
 * a {@code List<Object>}, a number any {@link Number} and the rest {@code String} and {@code Boolean}.
 *
 * @param values by name; immutable, without null
 */
public record Arguments(Map<String, Object> values) {
    /** Copies. */
    public Arguments {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Makes arguments with one value.
     *
     * @param name its name
     * @param value its value
     * @return the arguments
     */
    public static Arguments of(String name, Object value) {
        return new Arguments(Map.of(name, value));
    }

    /**
     * Returns a text.
     *
     * @param name the argument's name
     * @return empty if it is absent
     * @throws SkillException with {@link SkillException.Reason#INVALID_ARGUMENT} if it is something else
     */
    public Optional<String> text(String name) throws SkillException {
        return typed(name, String.class, "a text");
    }

    /**
     * Returns a number, exactly as it was given.
     *
     * @param name the argument's name
     * @return empty if it is absent
     * @throws SkillException with {@link SkillException.Reason#INVALID_ARGUMENT} if it is something else or not
     *     finite
     */
    public Optional<BigDecimal> number(String name) throws SkillException {
        Optional<Number> number = typed(name, Number.class, "a number");
        try {
            return number.map(n -> n instanceof BigDecimal d ? d : new BigDecimal(n.toString()));
        } catch (NumberFormatException e) {
            throw new SkillException(
                    SkillException.Reason.INVALID_ARGUMENT, "'" + name + "' must be a finite number", e);
        }
    }

    private <T> Optional<T> typed(String name, Class<T> type, String what) throws SkillException {
        Object value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new SkillException(
                    SkillException.Reason.INVALID_ARGUMENT, "'" + name + "' must be " + what + ", not " + value);
        }
        return Optional.ofNullable(type.cast(value));
    }
}

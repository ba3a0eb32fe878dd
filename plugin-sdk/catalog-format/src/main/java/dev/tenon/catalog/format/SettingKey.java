// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import java.util.List;

/**
 * One setting, as a bundle's metatype describes it.
 *
 * @param key as it stands in the file and in the component's properties ({@code max.bytes})
 * @param type of one value
 * @param shape how many values, and in what
 * @param name for people, without the unit
 * @param unit of a value, from the end of the metatype's name in brackets ({@code Largest file [bytes]}); empty if it
 *     states none
 * @param meaning what it does, in one sentence
 * @param defaults what holds where nothing is set; empty for a list that is empty, or if there is no default
 * @param hasDefault whether the metatype states a default, be it an empty one
 * @param min least value, for a text the least length; empty if any
 * @param max greatest value, for a text the greatest length; empty if any
 * @param options the only values allowed; empty if any
 * @param required whether a value must be set where there is no default
 */
public record SettingKey(
        String key,
        Type type,
        Shape shape,
        String name,
        String unit,
        String meaning,
        List<String> defaults,
        boolean hasDefault,
        String min,
        String max,
        List<String> options,
        boolean required) {
    /** What one value is. */
    public enum Type {
        /** A text. */
        STRING,
        /** A text that is never shown. */
        PASSWORD,
        /** True or false. */
        BOOLEAN,
        /** A whole number of 8 bits. */
        BYTE,
        /** A whole number of 16 bits. */
        SHORT,
        /** A whole number of 32 bits. */
        INTEGER,
        /** A whole number of 64 bits. */
        LONG,
        /** A number of 32 bits. */
        FLOAT,
        /** A number of 64 bits. */
        DOUBLE,
        /** One character. */
        CHARACTER;

        /**
         * Tells whether it is a whole number.
         *
         * @return whether it is
         */
        public boolean whole() {
            return this == BYTE || this == SHORT || this == INTEGER || this == LONG;
        }

        /**
         * Tells whether it is a number.
         *
         * @return whether it is
         */
        public boolean number() {
            return whole() || this == FLOAT || this == DOUBLE;
        }
    }

    /** How many values a setting has. */
    public enum Shape {
        /** One. */
        SINGLE,
        /** Any number, in an array. */
        ARRAY,
        /** Any number, in a collection. */
        COLLECTION
    }

    /** Copies. */
    public SettingKey {
        defaults = List.copyOf(defaults);
        options = List.copyOf(options);
    }

    /**
     * Tells whether values may be shown.
     *
     * @return whether they may not
     */
    public boolean secret() {
        return type == Type.PASSWORD;
    }

    /**
     * Says which values are allowed.
     *
     * @return a few words ({@code 0.1 to 1}, {@code at least 1}, {@code a or b}); empty if there is no limit
     */
    public String range() {
        if (!options.isEmpty()) {
            return String.join(" or ", options);
        }
        String what = type.number() ? "" : " characters";
        if (!min.isEmpty() && !max.isEmpty()) {
            return min + " to " + max + what;
        }
        if (!min.isEmpty()) {
            return "at least " + min + what;
        }
        return max.isEmpty() ? "" : "at most " + max + what;
    }
}

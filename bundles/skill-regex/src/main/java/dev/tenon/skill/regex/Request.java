// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.regex;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is to be tried.
 *
 * @param operation what for
 * @param pattern the regular expression
 * @param text what it is tried on
 * @param replacement what comes in; empty unless something is replaced
 */
record Request(Operation operation, String pattern, String text, String replacement) {
    /** What a pattern is tried for. */
    enum Operation {
        /** Whether it matches. */
        MATCH,
        /** Where it matches. */
        FIND,
        /** What comes of replacing. */
        REPLACE;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Map<String, Object> arguments() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("operation", operation.id());
        values.put("pattern", pattern);
        values.put("text", text);
        if (operation == Operation.REPLACE) {
            values.put("replacement", replacement);
        }
        return values;
    }
}

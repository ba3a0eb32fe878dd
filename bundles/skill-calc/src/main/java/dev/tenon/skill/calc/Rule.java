// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Replaces a turn of phrase by signs.
 *
 * @param pattern what is said
 * @param replacement what is meant
 */
record Rule(Pattern pattern, String replacement) {
    /** Reads rules: pattern and replacement in turns. */
    static List<Rule> list(String... pairs) {
        return java.util.stream.IntStream.range(0, pairs.length / 2)
                .mapToObj(i -> new Rule(Pattern.compile(pairs[2 * i]), pairs[2 * i + 1]))
                .toList();
    }

    static String all(List<Rule> rules, String text) {
        String result = text;
        for (Rule rule : rules) {
            result = rule.pattern.matcher(result).replaceAll(rule.replacement);
        }
        return result;
    }
}

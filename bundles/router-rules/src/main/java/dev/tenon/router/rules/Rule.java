// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.rules;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of the rules.
 *
 * @param line its number, from 1
 * @param pattern as it was written
 * @param phrases any of them is enough
 * @param target {@code plugin-id/skill}
 */
record Rule(int line, String pattern, List<Phrase> phrases, String target) {
    private static final String ARROW = "->";
    private static final Pattern TARGET = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*+/[a-z0-9-]+");

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is malformed; the message names the line
     */
    static Rule of(int line, String text) {
        int arrow = text.lastIndexOf(ARROW);
        if (arrow < 0) {
            throw malformed(line, text, "there is no '->'");
        }
        String pattern = text.substring(0, arrow).strip();
        String target = text.substring(arrow + ARROW.length()).strip();
        if (!TARGET.matcher(target).matches()) {
            throw malformed(line, text, "'" + target + "' is not of the form plugin-id/skill");
        }
        if (pattern.contains(ARROW)) {
            throw malformed(line, text, "there are two '->'");
        }
        try {
            List<Phrase> phrases =
                    Stream.of(pattern.split("\\|", -1)).map(Phrase::of).toList();
            return new Rule(line, pattern, phrases, target);
        } catch (IllegalArgumentException e) {
            throw malformed(line, text, e.getMessage());
        }
    }

    private static IllegalArgumentException malformed(int line, String text, String what) {
        return new IllegalArgumentException("rules, line " + line + ": " + what
                + "; a rule looks like 'coin|toss -> dev.tenon.skill.chance/flip-coin', this line is '" + text + "'");
    }

    boolean fits(String plain) {
        return phrases.stream().anyMatch(phrase -> phrase.isIn(plain));
    }
}

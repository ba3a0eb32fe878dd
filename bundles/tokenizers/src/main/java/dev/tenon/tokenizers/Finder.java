// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds places in a text and tells of the whole text, left to right, which stretches are found and which lie between. */
@FunctionalInterface
interface Finder {
    /** Hears of one stretch. */
    @FunctionalInterface
    interface Stretches {
        void stretch(int from, int to, boolean found);
    }

    void find(String text, Stretches stretches);

    /** What the key {@code pattern} says: {@code {"String": …}} or {@code {"Regex": …}}. */
    static Finder read(Part part) {
        if (part.node().path("pattern").isTextual()) {
            return of(part.text("pattern"));
        }
        Part pattern = part.part("pattern");
        if (pattern.has("String")) {
            return of(pattern.text("String"));
        }
        try {
            return of(Expression.compile(pattern.text("Regex")));
        } catch (PatternSyntaxException e) {
            throw new TokenizerFormatException(
                    pattern.place() + "/Regex", "Java cannot read the regular expression: " + e.getDescription(), e);
        }
    }

    static Finder of(String wanted) {
        return (text, stretches) -> {
            int done = 0;
            int at = wanted.isEmpty() ? -1 : text.indexOf(wanted);
            while (at >= 0) {
                between(done, at, stretches);
                done = at + wanted.length();
                stretches.stretch(at, done, true);
                at = text.indexOf(wanted, done);
            }
            between(done, text.length(), stretches);
        };
    }

    static Finder of(Pattern pattern) {
        return (text, stretches) -> {
            int done = 0;
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                between(done, matcher.start(), stretches);
                stretches.stretch(matcher.start(), matcher.end(), true);
                done = matcher.end();
            }
            between(done, text.length(), stretches);
        };
    }

    /** Each character that fits is found by itself. */
    static Finder of(IntPredicate wanted) {
        return (text, stretches) -> {
            int done = 0;
            for (int i = 0; i < text.length(); ) {
                int c = text.codePointAt(i);
                int next = i + Character.charCount(c);
                if (wanted.test(c)) {
                    between(done, i, stretches);
                    stretches.stretch(i, next, true);
                    done = next;
                }
                i = next;
            }
            between(done, text.length(), stretches);
        };
    }

    private static void between(int from, int to, Stretches stretches) {
        if (from < to) {
            stretches.stretch(from, to, false);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a request in English, Chinese or signs as an expression. */
final class Wording {
    /** Nobody says a longer sum; looking at longer ones would take time for nothing. */
    static final int MAX_LENGTH = 500;

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern NO_SUM =
            Pattern.compile("\\b\\d{4}-\\d{1,2}-\\d{1,2}\\b|\\b\\d{1,2}/\\d{1,2}/\\d{4}\\b"
                    + "|\\b\\d{3}-\\d{3,4}-\\d{4}\\b|\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b");
    private static final Pattern DIGIT_OR_PI = Pattern.compile("\\d|\\bpi\\b");

    /** Signs that mean what an ASCII sign means; before compatibility folding, which would turn ² into 2. */
    private static final List<Rule> SIGNS = Rule.list(
            "²",
            "^2",
            "³",
            "^3",
            "½",
            "(1/2)",
            "¼",
            "(1/4)",
            "¾",
            "(3/4)",
            "º",
            "°",
            "[−–—]",
            "-",
            "[×∗⋅·✕✖]",
            "*",
            "[÷∶]",
            "/",
            "π",
            " pi ",
            "[$€£¥￥]",
            "",
            "\\*\\*",
            "^",
            "[\\u2009\\u202F\\u00A0](?=\\d{3})",
            "");

    private Wording() {}

    /**
     * Reads.
     *
     * @return empty if the whole request is no arithmetic
     */
    static Optional<Expression> read(String request) {
        if (request.length() > MAX_LENGTH || NO_SUM.matcher(request).find()) {
            return Optional.empty();
        }
        String text = Normalizer.normalize(Rule.all(SIGNS, request), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('⁄', '/')
                .strip();
        String signs = HAN.matcher(text).find() ? Chinese.signs(text) : English.signs(text);
        return DIGIT_OR_PI.matcher(signs).find() ? Parser.parse(signs) : Optional.empty();
    }

    /**
     * Strips what is said around the sum.
     *
     * @param around matches at the beginning or end
     */
    static String strip(Pattern around, String text) {
        String before;
        String result = text;
        do {
            before = result;
            result = around.matcher(result).replaceAll("").strip();
        } while (!result.equals(before));
        return result;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import dev.tenon.wording.ChineseText;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a request in English, Chinese or signs as an expression. */
final class Wording {
    /** Nobody says a longer sum; looking at longer ones would take time for nothing. */
    static final int MAX_LENGTH = 500;

    /** Of clauses around the sum. */
    private static final int MOST_CLAUSES = 6;

    private static final double PART_CONFIDENCE = 0.85;
    /** Too little to be believed unless the request is like the skill's examples. */
    private static final double GIST_CONFIDENCE = 0.65;

    private static final Pattern CLAUSE = Pattern.compile("[,;:!?。，；：！？](?!\\d)\\s*|\\.\\s+");
    private static final Pattern QUOTED = Pattern.compile("[\"“”「」『』«»]");
    /** What must not be left out: another number, another order. */
    private static final Pattern MATTERS = Pattern.compile("(?i)\\d|[二三四五六七八九十百千万两半倍]"
            + "|\\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)t(?:een|y)"
            + "|twenty|forty|hundred|thousand|million|half|double|twice|each|plus|minus|times|divided|percent)\\b"
            + "|^\\W*(?:please )?(?:translate|say|spell|write|note|remind|save|add|set|convert|roll|flip|how (?:do|would) (?:you|i) say)\\b"
            + "|翻译|译成|怎么说|怎么写|提醒|记下|记住|记一|换成|换算|大写");

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
        return whole(ChineseText.plain(request));
    }

    /**
     * Reads a request that may tell more than the sum: what else is said must hold no number and ask for nothing.
     *
     * @return empty if no clause is arithmetic
     */
    static Optional<Heard> hear(String request) {
        if (request.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String folded = ChineseText.plain(request);
        Optional<Heard> whole =
                whole(folded).filter(Expression::calculates).map(expression -> new Heard(expression, 1));
        if (whole.isPresent()
                || NO_SUM.matcher(folded).find()
                || QUOTED.matcher(folded).find()) {
            return whole;
        }
        Matcher cut = CLAUSE.matcher(folded);
        for (int i = 0; i < MOST_CLAUSES && cut.find(); i++) {
            Optional<Heard> part = part(folded.substring(0, cut.start()), folded.substring(cut.end()))
                    .or(() -> part(folded.substring(cut.end()), folded.substring(0, cut.start())));
            if (part.isPresent()) {
                return part;
            }
        }
        return Gist.read(signed(folded), HAN.matcher(folded).find())
                .filter(Expression::calculates)
                .map(expression -> new Heard(expression, GIST_CONFIDENCE));
    }

    private static Optional<Heard> part(String sum, String rest) {
        return MATTERS.matcher(rest).find()
                ? Optional.empty()
                : whole(sum).filter(Expression::calculates).map(expression -> new Heard(expression, PART_CONFIDENCE));
    }

    /**
     * A sum that was heard.
     *
     * @param expression the sum
     * @param confidence 1 if nothing was left out
     */
    record Heard(Expression expression, double confidence) {}

    private static Optional<Expression> whole(String request) {
        if (request.length() > MAX_LENGTH || NO_SUM.matcher(request).find()) {
            return Optional.empty();
        }
        String text = signed(request);
        String signs = HAN.matcher(text).find() ? Chinese.signs(text) : English.signs(text);
        return DIGIT_OR_PI.matcher(signs).find() ? Parser.parse(signs) : Optional.empty();
    }

    /** In lower case and with ASCII signs. */
    private static String signed(String request) {
        return Normalizer.normalize(Rule.all(SIGNS, request), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('⁄', '/')
                .strip();
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

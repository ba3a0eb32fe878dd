// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import dev.tenon.wording.ChineseText;
import dev.tenon.wording.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes away what is said around a request: greetings, pleas, thanks and the last full stop. */
final class Wording {
    /** Nobody asks at greater length; looking at more would take time for nothing. */
    private static final int MAX_LENGTH = 500;

    /** Nobody is more polite. */
    private static final int MOST_ROUNDS = 12;

    private static final Pattern BEFORE = Pattern.compile(
            "(?i)^(?:(?:please|pls|plz|hey|hi|hello|ok|okay|so|now|and|then|just|can (?:you|u)|could (?:you|u)|would (?:you|u)|will you|i want you to"
                    + "|i'd like you to|help me|i want to|i would like to|i'd like to|i need to|kindly|go ahead and)\\b"
                    + "|请问一下|请问|请|帮忙|帮我们?|能不能|能|可不可以|劳驾|你|快|麻烦你?|你?能不能|你?可以|告诉我|我想知道|我要|我想要|替我|给我|[,:])[,:]?\\s*+");
    private static final Pattern AFTER = Pattern.compile(
            "(?i)(?:\\b(?:please|pls|plz|thanks|thank you|thx|for me|now|will ya)|多谢|谢谢你?|给我|好吗|好不好|行不行|就行|就好|可以吗|行吗|一下|[呢啊呀吧吗呗嘛哦]|[.!?。~;,])\\s*$");
    private static final Pattern BESIDE_HAN = Pattern.compile("(?<=\\p{IsHan})\\s+|\\s+(?=\\p{IsHan})");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static final int MOST_CLAUSES = 8;
    private static final double MENDED_CONFIDENCE = 0.9;
    private static final double PART_CONFIDENCE = 0.8;
    private static final Pattern CLAUSE = Pattern.compile("[,;:!?。、](?!\\d)|\\. | - ");
    /** A length or a wish about signs that must not get lost. */
    private static final Pattern COUNT = Pattern.compile("\\d|[一二两三四五六七八九十]位|符号|字符|字母|symbols|characters|words|digits");

    private static final Pattern ONE = Pattern.compile("\\b(?:new one|one)\\b");

    private static final Spelling SPELLING = new Spelling(
            Set.of(
                    "password",
                    "passphrase",
                    "generate",
                    "generator",
                    "random",
                    "strong",
                    "secure",
                    "characters",
                    "symbols"),
            Set.of("passwords", "stronger", "symbol", "character", "security", "generated"));

    private Wording() {}

    /**
     * A way to read a request.
     *
     * @param text what may be asked for
     * @param confidence less if something was left out or mended
     */
    record Reading(String text, double confidence) {}

    /**
     * Reads the words that matter.
     *
     * @return empty if the request is too long to be one
     */
    static Optional<String> bare(String request) {
        if (request.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String text = SPACES.matcher(ChineseText.plain(narrow(request)))
                .replaceAll(" ")
                .strip();
        text = BESIDE_HAN.matcher(text).replaceAll("");
        return Optional.of(stripped(text));
    }

    /** The request as it stands, mended, and its parts, which may speak of the password as "one". */
    static List<Reading> readings(String request) {
        List<Reading> readings = new ArrayList<>();
        String text = bare(request).orElse("").toLowerCase(Locale.ROOT);
        readings.add(new Reading(text, 1));
        String mended = SPELLING.mended(text);
        if (!mended.equals(text)) {
            readings.add(new Reading(mended, MENDED_CONFIDENCE));
        }
        boolean english = mended.contains("password");
        boolean chinese = mended.contains("密码");
        Matcher clause = CLAUSE.matcher(mended);
        for (int i = 0; i < MOST_CLAUSES && clause.find(); i++) {
            String before = mended.substring(0, clause.start());
            String after = stripped(mended.substring(clause.end()));
            if (!COUNT.matcher(before).find()) {
                boolean named = after.contains("密码") || after.contains("口令");
                String one = ONE.matcher(after).replaceFirst("new password");
                readings.add(new Reading(english ? one : chinese && !named ? after + "密码" : after, PART_CONFIDENCE));
            }
            if (!COUNT.matcher(after).find()) {
                readings.add(new Reading(stripped(before), PART_CONFIDENCE));
            }
        }
        return readings;
    }

    private static String stripped(String request) {
        String text = request.strip();
        String before = "";
        for (int round = 0; round < MOST_ROUNDS && !text.equals(before); round++) {
            before = text;
            text = AFTER.matcher(BEFORE.matcher(text).replaceFirst(""))
                    .replaceFirst("")
                    .strip();
        }
        return text;
    }

    /** Signs of full width and their like, as ASCII has them. */
    private static String narrow(String request) {
        StringBuilder narrow = new StringBuilder(request.length());
        for (int i = 0; i < request.length(); i++) {
            char c = request.charAt(i);
            if (c >= '\uFF01' && c <= '\uFF5E') {
                c -= 0xFEE0;
            }
            narrow.append(
                    switch (c) {
                        case '\u2212', '\u2013' -> '-';
                        case '\u2019' -> '\'';
                        case '\u3000', '\u00A0' -> ' ';
                        default -> c;
                    });
        }
        return narrow.toString();
    }
}

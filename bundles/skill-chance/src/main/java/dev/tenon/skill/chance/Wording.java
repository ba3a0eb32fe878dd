// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import dev.tenon.wording.ChineseText;
import dev.tenon.wording.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes away what is said around a request: greetings, pleas, thanks, reasons and the last full stop. */
final class Wording {
    /** Nobody asks at greater length; looking at more would take time for nothing. */
    private static final int MAX_LENGTH = 1_000;

    /** Nobody is more polite. */
    private static final int MOST_ROUNDS = 12;

    /** Of clauses that may hold the request. */
    private static final int MOST_CLAUSES = 8;

    private static final double MENDED_CONFIDENCE = 0.9;
    private static final double PART_CONFIDENCE = 0.8;

    private static final Pattern BEFORE = Pattern.compile(
            "(?i)^(?:(?:please|pls|plz|hey|hi|hello|ok|okay|so|now|and|then|well|just|quickly|can (?:you|u)|could (?:you|u)|would (?:you|u)|will (?:you|u)"
                    + "|i want you to|let's|let us|go ahead and|i need you to|i'd (?:like|love) you to|tell me|i (?:need|want) to know|i'd (?:like|love) to know"
                    + "|i'd (?:like|love) to|i (?:want|need) to|we need to|do me a favou?r(?: and)?|be so kind as to|mind|kindly|maybe|perhaps|how about(?: you)?|can we|could we|shall we)\\b"
                    + "|请问一下|请问|请|帮忙|能不能|帮我们?|帮帮我|麻烦你?|劳驾|你?能不能|可不可以|能|你?可以|告诉我|我想知道|随便|[替为]我们?|你(?=[抛扔掷丢投摇帮替给])|你来|你就?|咱们?|我们|快点?|现在|那就|就|来,|[,:])[,:]?\\s*+");
    private static final Pattern AFTER = Pattern.compile(
            "(?i)(?:\\b(?:please|pls|plz|thanks|thank you|thx|for me|for us|now|again|will (?:ya|you)|would (?:ya|you)|real quick|quickly|ok|okay|go"
                    + "|(?:would be|is|will be) fine|will do|if you can|if you don't mind)"
                    + "|多谢|谢谢你?|谢了|好不好|好吗|好么|可以吗|行吗|行不行|就行|就好|就可以|给我看看?|[呢啊呀吗呗嘛哦]|(?<![酒网贴氧])吧|[.!?。~;,])\\s*$");
    private static final Pattern BESIDE_HAN = Pattern.compile("(?<=\\p{IsHan})\\s+|\\s+(?=\\p{IsHan})");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern CLAUSE = Pattern.compile("[,;:!?。、](?!\\d)|\\. | - | and then | then ");
    /** Why, what for, for whom. */
    private static final Pattern REASON = Pattern.compile(
            "(?i)(?: (?:for|to|so|because|since|cause|as|when|in order|before|while|if)\\b|,?(?:用来|来|去|好)?(?:决定|定|看|玩|比|打|算|用于|好让|因为|给)).*$");
    /** A count that must not get lost. */
    private static final Pattern COUNT = Pattern.compile(
            "(?i)\\d|\\b(?:two|three|four|five|six|seven|eight|nine|ten|twice|plus|minus)\\b|[两二三四五六七八九十]|[加减]");

    private static final Spelling SPELLING = new Spelling(
            Set.of("flip", "toss", "coin", "coins", "roll", "dice", "random", "number", "numbers", "choose", "between"),
            Set.of("die", "role", "tossed", "boss", "flips", "rolls", "chosen", "con", "join", "rod", "chose"));

    private Wording() {}

    /**
     * A way to read a request.
     *
     * @param text what may be asked for
     * @param confidence less if something was left out or mended
     */
    record Reading(String text, double confidence) {}

    /** The request as it stands, mended, and its parts. */
    static List<Reading> readings(String request) {
        List<Reading> readings = new ArrayList<>();
        String bare = bare(request).orElse("").replaceAll("(?i)\\b(?:a )?dozen\\b", "12");
        String text = bare.replaceAll("(?i)\\ba couple(?: of)?\\b", "2").replaceAll("俩(?=骰|色|硬)", "两个");
        readings.add(new Reading(text, 1));
        String mended = SPELLING.mended(text);
        if (!mended.equals(text)) {
            readings.add(new Reading(mended, MENDED_CONFIDENCE));
        }
        part(readings, mended, REASON.matcher(mended));
        Matcher clause = CLAUSE.matcher(mended);
        for (int i = 0; i < MOST_CLAUSES && clause.find(); i++) {
            part(readings, mended, 0, clause.start());
            part(readings, mended, clause.end(), mended.length());
        }
        return readings;
    }

    private static void part(List<Reading> readings, String text, Matcher reason) {
        if (reason.find()) {
            part(readings, text, 0, reason.start());
            if (reason.find(Math.min(text.length(), reason.start() + 1))) {
                part(readings, text, 0, reason.start());
            }
        }
    }

    private static void part(List<Reading> readings, String text, int start, int end) {
        String rest = text.substring(0, start) + text.substring(end);
        if (!COUNT.matcher(rest).find()) {
            String part = stripped(text.substring(start, end));
            readings.add(new Reading(part, PART_CONFIDENCE));
            Matcher reason = REASON.matcher(part);
            if (reason.find() && !COUNT.matcher(reason.group()).find()) {
                readings.add(new Reading(stripped(part.substring(0, reason.start())), PART_CONFIDENCE));
            }
        }
    }

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

    /** The words that matter, mended and in lower case. */
    static Optional<String> gist(String request) {
        return bare(request).map(text -> SPELLING.mended(text).toLowerCase(Locale.ROOT));
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

    /** What was read, in the characters of the request. */
    static String asWritten(String request, String read) {
        int at = ChineseText.plain(request).indexOf(read);
        return at < 0 ? read : request.substring(at, at + read.length());
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

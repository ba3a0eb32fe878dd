// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The two languages of this plugin. */
final class Texts {
    /** Nobody says a longer list of prices. */
    static final int MAX_LENGTH = 400;

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern THOUSANDS = Pattern.compile("(?<=(?<![\\d.])\\d{1,3})[,'](?=\\d{3}(?!\\d))");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("(?<=\\d),(?=\\d{1,2}(?!\\d))");
    private static final String HAN_DIGITS = "零一二三四五六七八九";
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("a", "1"),
            Map.entry("an", "1"),
            Map.entry("one", "1"),
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"),
            Map.entry("ten", "10"),
            Map.entry("eleven", "11"),
            Map.entry("twelve", "12"),
            Map.entry("dozen", "12"),
            Map.entry("half a", "0.5"),
            Map.entry("half a dozen", "6"),
            Map.entry("a dozen", "12"),
            Map.entry("半", "0.5"),
            Map.entry("两", "2"),
            Map.entry("俩", "2"),
            Map.entry("仨", "3"));

    private Texts() {}

    static boolean isChinese(String text) {
        return HAN.matcher(text).find();
    }

    static String of(Locale language, String english, String chinese) {
        return language.getLanguage().equals("zh") ? chinese : english;
    }

    static SkillException invalid(Locale language, String english, String chinese) {
        return new SkillException(Reason.INVALID_ARGUMENT, of(language, english, chinese));
    }

    static SkillException noAnswer(Locale language, String english, String chinese) {
        return new SkillException(Reason.NO_ANSWER, of(language, english, chinese));
    }

    /** Lower case, half-width signs, a point before decimals, no groups of thousands; no spaces beside Chinese. */
    static String plain(String request) {
        String folded = Normalizer.normalize(request, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String points = DECIMAL_COMMA
                .matcher(THOUSANDS.matcher(folded).replaceAll(""))
                .replaceAll(".")
                .replace('’', '\'');
        return points.replaceAll("\\s+", " ")
                .replaceAll("(?<=\\p{IsHan}) | (?=\\p{IsHan})", "")
                .strip();
    }

    /** A small number in digits, English or Chinese. */
    static String digits(String number) {
        String text = number.strip();
        if (WORDS.containsKey(text)) {
            return WORDS.get(text);
        }
        if (!isChinese(text)) {
            return text;
        }
        int ten = text.indexOf('十');
        if (ten < 0) {
            return Integer.toString(HAN_DIGITS.indexOf(text.charAt(text.length() - 1)));
        }
        int tens = ten == 0 ? 1 : Math.max(1, HAN_DIGITS.indexOf(text.charAt(0)));
        int ones = ten == text.length() - 1 ? 0 : Math.max(0, HAN_DIGITS.indexOf(text.charAt(ten + 1)));
        return Integer.toString(10 * tens + ones);
    }
}

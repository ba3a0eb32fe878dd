// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns numbers written in words into digits. */
final class NumberWords {
    private static final Map<String, Integer> SMALL = small();
    private static final Map<String, Integer> LARGE =
            Map.of("thousand", 1_000, "million", 1_000_000, "billion", 1_000_000_000);
    private static final String WORD = "(?:" + String.join("|", SMALL.keySet()) + "|hundred|thousand|million|billion)";
    private static final Pattern ENGLISH = Pattern.compile("\\b(?:a (?=hundred|thousand|million|billion))?" + WORD
            + "(?:(?:-| |(?<=hundred|thousand|million|billion) and )" + WORD + ")*\\b");
    private static final Pattern DOZEN = Pattern.compile("\\b(?:a |(\\d+) )dozen\\b");
    private static final Pattern POINT = Pattern.compile("(\\d+) point ((?:\\d ?)+)");
    private static final Pattern GAP = Pattern.compile("(?<=\\d) (?=\\d)");

    private static final String DIGITS = "零一二三四五六七八九";
    private static final Pattern CHINESE = Pattern.compile("[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?");
    private static final Pattern SCALED = Pattern.compile("(\\d[\\d,]*(?:\\.\\d+)?)([百千万亿]+)");

    private NumberWords() {}

    /** Replaces English number words. */
    static String english(String text) {
        String digits = ENGLISH.matcher(text).replaceAll(match -> Long.toString(englishValue(match.group())));
        String counted = DOZEN.matcher(digits)
                .replaceAll(match -> match.group(1) == null ? "12" : "(" + match.group(1) + " * 12)");
        Matcher point = POINT.matcher(counted);
        return point.replaceAll(match -> match.group(1) + "."
                + GAP.matcher(match.group(2).strip()).replaceAll("")
                + (match.group(2).endsWith(" ") ? " " : ""));
    }

    private static long englishValue(String words) {
        long total = 0;
        long group = 0;
        for (String word : words.split("[- ]")) {
            if (SMALL.containsKey(word)) {
                group += SMALL.get(word);
            } else if (word.equals("hundred")) {
                group = Math.max(1, group) * 100;
            } else if (LARGE.containsKey(word)) {
                total += Math.max(1, group) * LARGE.get(word);
                group = 0;
            }
        }
        return total + group;
    }

    private static Map<String, Integer> small() {
        String[] words = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                        + " fifteen sixteen seventeen eighteen nineteen")
                .split(" ");
        Map<String, Integer> values = new HashMap<>();
        for (int i = 0; i < words.length; i++) {
            values.put(words[i], i);
        }
        String[] tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
        for (int i = 0; i < tens.length; i++) {
            values.put(tens[i], 20 + 10 * i);
        }
        return values;
    }

    /** Replaces Chinese numerals, also behind digits ("3.5万"). */
    static String chinese(String text) {
        String scaled = SCALED.matcher(text)
                .replaceAll(match -> new BigDecimal(match.group(1).replace(",", ""))
                        .multiply(BigDecimal.valueOf(scale(match.group(2))))
                        .toPlainString());
        return CHINESE.matcher(scaled).replaceAll(match -> chineseValue(match.group()));
    }

    private static long scale(String units) {
        long product = 1;
        for (char unit : units.toCharArray()) {
            product *= unit(unit);
        }
        return product;
    }

    private static String chineseValue(String numeral) {
        int point = numeral.indexOf('点');
        String whole = point < 0 ? numeral : numeral.substring(0, point);
        StringBuilder digits = new StringBuilder(chineseWhole(whole));
        if (point >= 0) {
            digits.append('.');
            numeral.substring(point + 1).chars().forEach(c -> digits.append(digit((char) c)));
        }
        return digits.toString();
    }

    private static String chineseWhole(String whole) {
        if (whole.chars().allMatch(c -> digit((char) c) >= 0)) {
            StringBuilder spelled = new StringBuilder();
            whole.chars().forEach(c -> spelled.append(digit((char) c)));
            return spelled.toString();
        }
        long total = 0;
        long section = 0;
        long pending = 0;
        long lastUnit = 1;
        for (char c : whole.toCharArray()) {
            int digit = digit(c);
            lastUnit = digit > 0 ? lastUnit : digit == 0 ? 1 : unit(c);
            if (digit >= 0) {
                pending = digit;
            } else if (unit(c) < 10_000) {
                section += Math.max(1, pending) * unit(c);
                pending = 0;
            } else {
                total = (total + section + pending) * unit(c);
                section = 0;
                pending = 0;
            }
        }
        // 四千五 is 4,500; 四千零五 is not
        return Long.toString(total + section + pending * Math.max(1, lastUnit / 10));
    }

    private static int digit(char c) {
        return c == '〇' ? 0 : c == '两' ? 2 : DIGITS.indexOf(c);
    }

    private static long unit(char c) {
        return switch (c) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1_000;
            case '万' -> 10_000;
            case '亿' -> 100_000_000;
            default -> 1;
        };
    }
}

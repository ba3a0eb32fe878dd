// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.number.base;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of bases and the prefixes of numbers. */
final class Bases {
    static final int LEAST = 2;
    static final int MOST = 36;

    /** A base as it is said in English; without capturing groups. */
    static final String ENGLISH =
            "(?:binary|ternary|octal|decimal|denary|duodecimal|dozenal|hexadecimal|hex|base(?:-| )?(?:\\d{1,2}|two|eight|ten|sixteen))";

    /** A base as it is said in Chinese; without capturing groups. */
    static final String CHINESE = "(?:(?:[一二三四五六七八九十]{1,3}|\\d{1,2})进[制位])";

    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("binary", 2),
            Map.entry("ternary", 3),
            Map.entry("octal", 8),
            Map.entry("decimal", 10),
            Map.entry("denary", 10),
            Map.entry("duodecimal", 12),
            Map.entry("dozenal", 12),
            Map.entry("hexadecimal", 16),
            Map.entry("hex", 16),
            Map.entry("two", 2),
            Map.entry("eight", 8),
            Map.entry("ten", 10),
            Map.entry("sixteen", 16));
    private static final Map<Integer, String> ENGLISH_NAMES =
            Map.of(2, "binary", 8, "octal", 10, "decimal", 16, "hexadecimal");
    private static final Map<Integer, String> CHINESE_NAMES = Map.of(2, "二进制", 8, "八进制", 10, "十进制", 16, "十六进制");
    private static final Map<Integer, String> PREFIXES = Map.of(2, "0b", 8, "0o", 16, "0x");
    private static final Pattern ARABIC = Pattern.compile("\\d{1,2}");
    private static final String NUMERALS = "零一二三四五六七八九";

    private Bases() {}

    /**
     * Reads the name of a base.
     *
     * @return empty if it is none from 2 to 36
     */
    static Optional<Integer> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Matcher arabic = ARABIC.matcher(lower);
        int base = arabic.find()
                ? Integer.parseInt(arabic.group())
                : NAMES.getOrDefault(lower.replaceFirst("^base[- ]?", ""), chinese(lower));
        return Optional.of(base).filter(value -> value >= LEAST && value <= MOST);
    }

    private static int chinese(String name) {
        String numeral = name.replaceFirst("进[制位]$", "");
        int ten = numeral.indexOf('十');
        if (ten < 0) {
            return numeral.length() == 1 ? NUMERALS.indexOf(numeral) : -1;
        }
        int tens = ten == 0 ? 1 : NUMERALS.indexOf(numeral.substring(0, ten));
        int ones = ten == numeral.length() - 1 ? 0 : NUMERALS.indexOf(numeral.substring(ten + 1));
        return tens < 0 || ones < 0 ? -1 : 10 * tens + ones;
    }

    static String name(int base, boolean chinese) {
        return chinese
                ? CHINESE_NAMES.getOrDefault(base, base + "进制")
                : ENGLISH_NAMES.getOrDefault(base, "base " + base);
    }

    /** The base that a number's prefix names; empty without a prefix. */
    static Optional<Integer> ofPrefix(String number) {
        String size = unsigned(number);
        return PREFIXES.entrySet().stream()
                .filter(entry -> size.length() > 2 && size.regionMatches(true, 0, entry.getValue(), 0, 2))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The digits alone, with their sign: no separators, and no prefix if it is that of the base. */
    static String digits(String number, int base) {
        String sign = number.startsWith("-") ? "-" : "";
        String size = unsigned(number).replace("_", "").replace(",", "").replace(" ", "");
        String prefix = PREFIXES.getOrDefault(base, "?");
        boolean prefixed = size.length() > 2 && size.regionMatches(true, 0, prefix, 0, 2);
        return sign + (prefixed ? size.substring(2) : size);
    }

    /** Digits as people write them, with the prefix where there is one. */
    static String shown(String digits, int base) {
        boolean negative = digits.startsWith("-");
        String size = (negative ? digits.substring(1) : digits).toUpperCase(Locale.ROOT);
        return (negative ? "-" : "") + PREFIXES.getOrDefault(base, "") + size;
    }

    private static String unsigned(String number) {
        return number.startsWith("-") || number.startsWith("+") ? number.substring(1) : number;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers as people write them before a unit. */
final class Amounts {
    private static final Pattern DECIMAL =
            Pattern.compile("[-+−]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)?(?:\\.\\d+)?(?:e[+-]?\\d{1,3})?");
    private static final Pattern FRACTION = Pattern.compile("(?:(\\d{1,9}) )?(\\d{1,9})/(\\d{1,9})");
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
            Map.entry("twenty", "20"),
            Map.entry("fifty", "50"),
            Map.entry("hundred", "100"),
            Map.entry("a hundred", "100"),
            Map.entry("one hundred", "100"),
            Map.entry("a thousand", "1000"),
            Map.entry("one thousand", "1000"),
            Map.entry("a million", "1000000"),
            Map.entry("one million", "1000000"),
            Map.entry("half a", "0.5"),
            Map.entry("half an", "0.5"),
            Map.entry("half", "0.5"),
            Map.entry("a quarter", "0.25"),
            Map.entry("半", "0.5"),
            Map.entry("一个半", "1.5"));
    private static final String CHINESE_DIGITS = "零一二三四五六七八九";

    /** What a number before a unit looks like, for patterns; one capturing group less than none. */
    static final String ENGLISH =
            "(?:(?:\\d+ )?\\d+/\\d+|[-+−]?(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?(?:e[+-]?\\d{1,3})?|[-+−]?\\.\\d+"
                    + "|(?:half )?an?(?: hundred| thousand| million| quarter)?|half|one(?: hundred| thousand| million)?|two|three|four|five|six|seven"
                    + "|eight|nine|ten|eleven|twelve|twenty|fifty|hundred)";

    /** "100千米" are kilometres, "100千" anything else are thousands. */
    static final String CHINESE =
            "(?:一个半|[-+−负]?(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?(?:[十百万亿]|千(?![米克卡瓦焦帕赫牛字比]))*"
                    + "|负?[零一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?|半)";

    private Amounts() {}

    static Optional<BigDecimal> read(String text) {
        String plain = text.strip().toLowerCase(java.util.Locale.ROOT);
        if (WORDS.containsKey(plain)) {
            return Optional.of(new BigDecimal(WORDS.get(plain)));
        }
        Matcher fraction = FRACTION.matcher(plain);
        if (fraction.matches()) {
            BigDecimal whole = new BigDecimal(fraction.group(1) == null ? "0" : fraction.group(1));
            BigDecimal divisor = new BigDecimal(fraction.group(3));
            return divisor.signum() == 0
                    ? Optional.empty()
                    : Optional.of(whole.add(new BigDecimal(fraction.group(2)).divide(divisor, MathContext.DECIMAL128)));
        }
        if (!plain.isEmpty() && DECIMAL.matcher(plain).matches() && plain.matches(".*\\d.*")) {
            return Optional.of(new BigDecimal(plain.replace(",", "").replace('−', '-')));
        }
        return chinese(plain);
    }

    private static Optional<BigDecimal> chinese(String text) {
        boolean negative = text.startsWith("负");
        String plain = negative ? text.substring(1) : text;
        int digits = 0;
        while (digits < plain.length() && "0123456789.,".indexOf(plain.charAt(digits)) >= 0) {
            digits++;
        }
        String numeral = plain.substring(digits);
        Optional<BigDecimal> value = digits > 0
                ? read(plain.substring(0, digits)).map(number -> number.multiply(scale(numeral)))
                : numeral(numeral);
        return negative ? value.map(BigDecimal::negate) : value;
    }

    private static BigDecimal scale(String units) {
        BigDecimal scale = BigDecimal.ONE;
        for (char unit : units.toCharArray()) {
            scale = scale.multiply(BigDecimal.valueOf(unit(unit)));
        }
        return scale;
    }

    private static Optional<BigDecimal> numeral(String numeral) {
        if (numeral.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = numeral.split("点", 2);
        long total = 0;
        long section = 0;
        long pending = 0;
        for (char c : parts[0].toCharArray()) {
            int digit = digit(c);
            if (digit >= 0) {
                pending = pending * 10 + digit;
            } else if (unit(c) == 0) {
                return Optional.empty();
            } else if (unit(c) < 10_000) {
                section += Math.max(1, pending) * unit(c);
                pending = 0;
            } else {
                total = (total + section + pending) * unit(c);
                section = 0;
                pending = 0;
            }
        }
        StringBuilder decimal = new StringBuilder().append(total + section + pending);
        if (parts.length == 2) {
            decimal.append('.');
            parts[1].chars().forEach(c -> decimal.append(digit((char) c)));
        }
        return Optional.of(new BigDecimal(decimal.toString()));
    }

    private static int digit(char c) {
        return c == '两' ? 2 : CHINESE_DIGITS.indexOf(c);
    }

    private static long unit(char c) {
        return switch (c) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1_000;
            case '万' -> 10_000;
            case '亿' -> 100_000_000;
            default -> 0;
        };
    }
}

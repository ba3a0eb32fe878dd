// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers as they are said: {@code 1,000}, {@code five}, {@code 2 million}, {@code 三}, {@code 一百二十}, {@code 10万}. */
final class Counts {
    /** Matches what {@link #read} may read; without capturing groups. */
    static final String SAID =
            "(?:[-+]?\\d{1,400}+(?:,\\d{3}(?!\\d)){0,130}+(?: ?(?:thousand|million|billion|trillion|k\\b)|[十百千万亿]{1,3}+)?"
                    + "|(?:minus |negative )?[a-z]{2,9}(?:[- ](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand|million|billion))?"
                    + "|负?[零一二两三四五六七八九十百千万亿]{1,20}+)";

    private static final List<String> SMALL = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final String DIGITS = "零一二三四五六七八九";
    private static final Pattern ARABIC = Pattern.compile(
            "([-+]?(?:\\d{1,3}(?:,\\d{3})+|\\d{1,400}))(?: ?(thousand|million|billion|trillion|k)|([十百千万亿]{1,3}))?");

    private Counts() {}

    /** Reads a number; empty if it is none. */
    static Optional<BigInteger> read(String said) {
        String text = said.toLowerCase(Locale.ROOT).strip();
        Matcher arabic = ARABIC.matcher(text);
        if (arabic.matches()) {
            BigInteger number = new BigInteger(arabic.group(1).replace(",", "").replaceFirst("^\\+", ""));
            BigInteger times = arabic.group(2) != null
                    ? scale(arabic.group(2))
                    : arabic.group(3) != null ? zeros(arabic.group(3)) : BigInteger.ONE;
            return Optional.of(number.multiply(times));
        }
        if (text.startsWith("minus ") || text.startsWith("negative ")) {
            return read(text.substring(text.indexOf(' ') + 1)).map(BigInteger::negate);
        }
        if (text.startsWith("负")) {
            return read(text.substring(1)).map(BigInteger::negate);
        }
        return text.matches("[" + DIGITS + "两十百千万亿]+") ? chinese(text) : english(text);
    }

    /** Reads a count that is small enough for an int. */
    static Optional<Integer> small(String said) {
        return read(said).filter(number -> number.bitLength() < 31).map(BigInteger::intValue);
    }

    private static BigInteger scale(String word) {
        return BigInteger.TEN.pow(
                switch (word) {
                    case "million" -> 6;
                    case "billion" -> 9;
                    case "trillion" -> 12;
                    default -> 3;
                });
    }

    private static BigInteger zeros(String units) {
        return units.chars().mapToObj(Counts::unit).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    private static BigInteger unit(int c) {
        return BigInteger.TEN.pow(
                switch (c) {
                    case '十' -> 1;
                    case '百' -> 2;
                    case '千' -> 3;
                    case '万' -> 4;
                    default -> 8;
                });
    }

    private static Optional<BigInteger> english(String text) {
        BigInteger sum = BigInteger.ZERO;
        for (String word : text.split("[- ]")) {
            Optional<Integer> value = word(word);
            if (value.isPresent()) {
                sum = sum.add(BigInteger.valueOf(value.get()));
            } else if (word.equals("hundred")) {
                sum = sum.max(BigInteger.ONE).multiply(BigInteger.valueOf(100));
            } else if (List.of("thousand", "million", "billion").contains(word)) {
                sum = sum.max(BigInteger.ONE).multiply(scale(word));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(sum);
    }

    private static Optional<Integer> word(String word) {
        int small = SMALL.indexOf(word);
        int ten = TENS.indexOf(word);
        return small >= 0 ? Optional.of(small) : ten >= 0 ? Optional.of(10 * ten + 20) : Optional.empty();
    }

    private static Optional<BigInteger> chinese(String text) {
        BigInteger total = BigInteger.ZERO;
        BigInteger section = BigInteger.ZERO;
        BigInteger digit = BigInteger.ZERO;
        boolean afterDigit = false;
        for (char c : text.replace('两', '二').toCharArray()) {
            int value = DIGITS.indexOf(c);
            if (value >= 0) {
                if (afterDigit) {
                    return Optional.empty();
                }
                digit = BigInteger.valueOf(value);
                afterDigit = value != 0;
            } else if (c == '万' || c == '亿') {
                BigInteger low = section.add(digit).max(total.signum() == 0 ? BigInteger.ONE : BigInteger.ZERO);
                total = c == '亿' ? total.add(low).multiply(unit(c)) : total.add(low.multiply(unit(c)));
                section = BigInteger.ZERO;
                digit = BigInteger.ZERO;
                afterDigit = false;
            } else {
                section = section.add(digit.max(BigInteger.ONE).multiply(unit(c)));
                digit = BigInteger.ZERO;
                afterDigit = false;
            }
        }
        return Optional.of(total.add(section).add(digit));
    }

    /** The first of the names that a pattern has and that matched. */
    static Optional<String> group(Pattern form, Matcher match, String... names) {
        return Arrays.stream(names)
                .filter(name -> form.pattern().contains("(?<" + name + ">"))
                .map(match::group)
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }
}

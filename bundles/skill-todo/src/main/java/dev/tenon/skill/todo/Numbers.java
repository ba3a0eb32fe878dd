// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Numbers of entries as people say them. */
final class Numbers {
    private static final List<String> WORDS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    private static final List<String> ORDINALS = List.of(
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth");
    private static final String DIGITS = "零一二三四五六七八九";

    static final String ENGLISH = "(?<number>\\d{1,9}|" + String.join("|", WORDS) + ")";
    static final String ORDINAL = "(?<number>\\d{1,9}(?:st|nd|rd|th)|" + String.join("|", ORDINALS) + ")";
    static final String CHINESE = "(?<number>\\d{1,9}|[零一二两三四五六七八九十百]{1,6})";

    /** A number with its sign: 第三条 and 3号 are numbers, 三条 and 3个 only say how many. */
    static final String CHINESE_SIGNED = "第?" + CHINESE + "(?:号|(?<=第.{1,9})[条个篇则份项件]?)";

    private Numbers() {}

    /** Reads a number that one of the expressions above has matched; empty if it says none. */
    static Optional<Long> read(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (Character.isDigit(lower.charAt(0))) {
            return Optional.of(Long.parseLong(lower.replaceAll("\\D", "")));
        }
        int word = Math.max(WORDS.indexOf(lower), ORDINALS.indexOf(lower));
        return word >= 0 ? Optional.of(word + 1L) : chinese(lower.replace('两', '二'));
    }

    private static Optional<Long> chinese(String said) {
        long total = 0;
        long pending = 0;
        for (char c : said.toCharArray()) {
            int digit = DIGITS.indexOf(c);
            if (digit >= 0) {
                pending = digit;
            } else {
                total += Math.max(1, pending) * (c == '百' ? 100 : 10);
                pending = 0;
            }
        }
        return Optional.of(total + pending).filter(value -> value > 0);
    }
}

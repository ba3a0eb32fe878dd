// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.number.base;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Roman numerals as they are written today: 1 to 3999, each number in exactly one way. */
final class Roman {
    static final int MOST = 3999;

    private static final Pattern WELL_FORMED =
            Pattern.compile("(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})");
    private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] SIGNS = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};

    private Roman() {}

    /** The numeral of a number from 1 to {@link #MOST}. */
    static String of(int number) {
        StringBuilder numeral = new StringBuilder();
        int left = number;
        for (int i = 0; i < VALUES.length; i++) {
            for (; left >= VALUES[i]; left -= VALUES[i]) {
                numeral.append(SIGNS[i]);
            }
        }
        return numeral.toString();
    }

    static boolean isWellFormed(String numeral) {
        return WELL_FORMED.matcher(numeral.toUpperCase(Locale.ROOT)).matches();
    }

    /** What the letters add up to, well-formed or not; empty where other letters are. */
    static OptionalInt value(String numeral) {
        String upper = numeral.toUpperCase(Locale.ROOT);
        int sum = 0;
        for (int i = 0; i < upper.length(); i++) {
            int here = letter(upper.charAt(i));
            int next = i + 1 < upper.length() ? letter(upper.charAt(i + 1)) : 0;
            if (here == 0) {
                return OptionalInt.empty();
            }
            sum += here < next ? -here : here;
        }
        return upper.isEmpty() ? OptionalInt.empty() : OptionalInt.of(sum);
    }

    private static int letter(char letter) {
        return switch (letter) {
            case 'I' -> 1;
            case 'V' -> 5;
            case 'X' -> 10;
            case 'L' -> 50;
            case 'C' -> 100;
            case 'D' -> 500;
            case 'M' -> 1000;
            default -> 0;
        };
    }
}

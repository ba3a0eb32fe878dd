// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whole numbers in digits, English words and Chinese numerals. */
final class Numbers {
    private static final Map<String, Integer> WORDS = new HashMap<>();
    private static final Map<String, Integer> ORDINALS = new HashMap<>();
    private static final String HAN_DIGITS = "零一二三四五六七八九";

    static {
        String[] small = ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
                        + " sixteen seventeen eighteen nineteen")
                .split(" ");
        for (int i = 0; i < small.length; i++) {
            WORDS.put(small[i], i + 1);
        }
        String[] tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
        for (int i = 0; i < tens.length; i++) {
            WORDS.put(tens[i], 20 + 10 * i);
        }
        WORDS.put("a", 1);
        WORDS.put("an", 1);
        String[] ordinals = ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
                        + " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
                .split(" ");
        for (int i = 0; i < ordinals.length; i++) {
            ORDINALS.put(ordinals[i], i + 1);
            if (i < 9) {
                ORDINALS.put("twenty-" + ordinals[i], 21 + i);
                ORDINALS.put("twenty " + ordinals[i], 21 + i);
            }
        }
        ORDINALS.put("thirtieth", 30);
        ORDINALS.put("thirty-first", 31);
        ORDINALS.put("thirty first", 31);
    }

    private static final String WORD = "(?:" + longestFirst(WORDS) + "|hundred|thousand)";

    /** Digits, grouped or not, or words. Captures nothing. */
    static final String ENGLISH =
            "(?:\\d{1,3}(?:,\\d{3})+|\\d{1,7}|" + WORD + "(?:(?:-| and | )(?!an? )" + WORD + ")*)";
    /** The day of a month in digits or words. Captures nothing. */
    static final String DAY_OF_MONTH = "(?:\\d{1,2} ?(?:st|nd|rd|th)?|" + longestFirst(ORDINALS) + ")";
    /** Digits or Chinese numerals. Captures nothing. */
    static final String CHINESE = "(?:\\d{1,7}|[零〇一二两三四五六七八九十百千万]{1,9})";

    private Numbers() {}

    private static String longestFirst(Map<String, Integer> words) {
        List<String> sorted = new ArrayList<>(words.keySet());
        sorted.sort((a, b) -> b.length() - a.length());
        return String.join("|", sorted);
    }

    /** Reads what {@link #ENGLISH} matches. */
    static int english(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text.replace(",", ""));
        }
        int total = 0;
        int group = 0;
        for (String word : text.split("[- ]")) {
            if (word.equals("hundred")) {
                group = Math.max(1, group) * 100;
            } else if (word.equals("thousand")) {
                total += Math.max(1, group) * 1000;
                group = 0;
            } else {
                group += WORDS.getOrDefault(word, 0);
            }
        }
        return total + group;
    }

    /** Reads what {@link #DAY_OF_MONTH} matches. */
    static int dayOfMonth(String text) {
        return ORDINALS.containsKey(text) ? ORDINALS.get(text) : Integer.parseInt(text.replaceAll("\\D", ""));
    }

    /** Reads what {@link #CHINESE} matches; digits one after the other ("二〇二六") are taken as they stand. */
    static int chinese(String text) {
        if (Character.isDigit(text.charAt(0)) && text.charAt(0) < 128) {
            return Integer.parseInt(text);
        }
        String plain = text.replace('〇', '零').replace('两', '二');
        if (plain.chars().allMatch(c -> HAN_DIGITS.indexOf(c) >= 0)) {
            int spelled = 0;
            for (char c : plain.toCharArray()) {
                spelled = spelled * 10 + HAN_DIGITS.indexOf(c);
            }
            return spelled;
        }
        int total = 0;
        int section = 0;
        int digit = 0;
        for (char c : plain.toCharArray()) {
            if (c == '万') {
                total = Math.min(999, total + section + digit) * 10_000;
                section = 0;
                digit = 0;
            } else if (HAN_DIGITS.indexOf(c) >= 0) {
                digit = HAN_DIGITS.indexOf(c);
            } else {
                section += Math.max(1, digit) * (c == '十' ? 10 : c == '百' ? 100 : 1000);
                digit = 0;
            }
        }
        return total + section + digit;
    }
}

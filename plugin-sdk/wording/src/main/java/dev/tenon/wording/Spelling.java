// SPDX-License-Identifier: Apache-2.0
package dev.tenon.wording;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mends slips of the finger in the English words that a skill knows. Thread-safe. */
public final class Spelling {
    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{N}'])[A-Za-z]{3,20}(?![\\p{L}\\p{N}'])");
    /** From this length on also another letter in place of one. */
    private static final int LONG = 6;

    private final Set<String> known;
    private final Set<String> kept;

    /**
     * Knows these words.
     *
     * @param known are mended to
     * @param kept look like slips, and are words themselves
     */
    public Spelling(Set<String> known, Set<String> kept) {
        this.known = Set.copyOf(known);
        this.kept = Set.copyOf(kept);
    }

    /** The text with each word in its place that is one slip away from a known one. */
    public String mended(String text) {
        return WORD.matcher(text).replaceAll(match -> Matcher.quoteReplacement(mendedWord(match.group())));
    }

    private String mendedWord(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (known.contains(lower) || kept.contains(lower)) {
            return word;
        }
        return known.stream()
                .filter(right -> right.charAt(0) == lower.charAt(0) && isSlip(lower, right))
                .sorted()
                .findFirst()
                .orElse(word);
    }

    /** One letter too many or too few, two neighbours changed over, or in a long word one letter for another. */
    private static boolean isSlip(String word, String right) {
        int start = 0;
        while (start < Math.min(word.length(), right.length()) && word.charAt(start) == right.charAt(start)) {
            start++;
        }
        String wrongRest = word.substring(start);
        String rightRest = right.substring(start);
        return switch (word.length() - right.length()) {
            case 1 -> wrongRest.substring(1).equals(rightRest);
            case -1 -> rightRest.substring(1).equals(wrongRest);
            case 0 ->
                isSwap(wrongRest, rightRest)
                        || right.length() >= LONG && wrongRest.substring(1).equals(rightRest.substring(1));
            default -> false;
        };
    }

    private static boolean isSwap(String word, String right) {
        return word.length() >= 2
                && word.charAt(0) == right.charAt(1)
                && word.charAt(1) == right.charAt(0)
                && word.substring(2).equals(right.substring(2));
    }
}

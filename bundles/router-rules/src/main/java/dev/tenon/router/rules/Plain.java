// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.rules;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as rules and requests are compared: small letters, single spaces, no punctuation, no spaces beside Chinese. */
final class Plain {
    /** Longer requests are judged by their beginning: what is wanted is said there or not at all. */
    static final int LOOKED_AT = 1_000;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\p{P}\\p{Z}\\p{C}]++");
    private static final Pattern BESIDE_CHINESE = Pattern.compile("(?<=\\p{IsHan}) | (?=\\p{IsHan})");

    private Plain() {}

    static String of(String text) {
        String seen = text.substring(0, Math.min(text.length(), LOOKED_AT));
        String small = Normalizer.normalize(seen, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String words = BETWEEN_WORDS.matcher(small).replaceAll(" ").strip();
        return BESIDE_CHINESE.matcher(words).replaceAll("");
    }

    /** Whether a place in plain text parts no word: Chinese characters stand by themselves. */
    static boolean insideWord(String plain, int at) {
        if (at <= 0 || at >= plain.length()) {
            return false;
        }
        int before = plain.codePointBefore(at);
        int after = plain.codePointAt(at);
        return isOfWord(before) && isOfWord(after);
    }

    private static boolean isOfWord(int character) {
        return (Character.isLetterOrDigit(character) || Character.getType(character) == Character.NON_SPACING_MARK)
                && Character.UnicodeScript.of(character) != Character.UnicodeScript.HAN;
    }
}

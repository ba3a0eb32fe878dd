// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import dev.tenon.wording.ChineseText;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text is compared by: words, and pieces of 2 to 5 characters inside words and across them; of Chinese, single
 * characters and pairs, for longer pieces of it are rare by chance; traditional characters and written Cantonese are read
 * as plain Chinese. Numbers are all alike. Of each piece it keeps a hash ({@link Pieces}). Immutable.
 */
final class Features {
    /** A longer text is a passage: what is asked of it is a small part of what it says. */
    private static final int SENTENCE_WORDS = 60;

    /** Longer requests are judged by their beginning: what is wanted is said there or not at all. */
    static final int LOOKED_AT = 4_000;

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
    private static final Pattern WORD =
            Pattern.compile("#|\\p{IsHan}|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]+|[%+*/^=°√€$]");
    private static final String WHOLE = "_";
    private static final int TELLING_DIGITS = 3;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 5;
    private static final int LONGEST_HAN = 2;

    private final long[] pieces;
    private final int[] times;
    private final int words;

    private Features(Runs pieces, int words) {
        this.pieces = pieces.values();
        times = pieces.lengths();
        this.words = words;
    }

    static Features of(String text) {
        String seen = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
        String plain = NUMBER.matcher(Normalizer.normalize(ChineseText.plain(seen), Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .replace("what's", "what is"))
                .replaceAll("#");
        int words = 0;
        Pieces pieces = new Pieces(LONGEST * plain.length());
        StringBuilder joined = new StringBuilder(" ");
        Matcher word = WORD.matcher(plain);
        boolean afterHan = false;
        while (word.find()) {
            words++;
            boolean han = Character.UnicodeScript.of(word.group().codePointAt(0)) == Character.UnicodeScript.HAN;
            pieces.add(han ? word.group() : WHOLE + word.group());
            if (!(han && afterHan) && joined.length() > 1) {
                joined.append(' ');
            }
            joined.append(word.group());
            afterHan = han;
        }
        // numbers are alike, but a year or a telephone number that is told again tells
        Matcher number = NUMBER.matcher(seen);
        while (number.find()) {
            if (number.group().length() >= TELLING_DIGITS) {
                pieces.add("#" + number.group());
            }
        }
        add(joined.append(' ').toString(), pieces);
        return new Features(Runs.of(pieces.sorted()), words);
    }

    private static void add(String text, Pieces pieces) {
        int[] toHan = untilIdeograph(text);
        for (int at = 0; at < text.length(); at++) {
            int longest = Math.min(LONGEST, Math.max(LONGEST_HAN, toHan[at]));
            pieces.add(text, at, SHORTEST, Math.min(longest, text.length() - at));
        }
    }

    /** For each place, how many characters there are before the next ideograph. */
    private static int[] untilIdeograph(String text) {
        int[] until = new int[text.length()];
        int next = text.length() + LONGEST;
        for (int at = text.length() - 1; at >= 0; at--) {
            next = Character.isIdeographic(text.codePointAt(at)) ? at : next;
            until[at] = next - at;
        }
        return until;
    }

    boolean isPassage() {
        return words > SENTENCE_WORDS;
    }

    /** How many words it has; a Chinese character is one. */
    int words() {
        return words;
    }

    /** How many pieces it has, repeated ones counted. */
    int length() {
        return Arrays.stream(times).sum();
    }

    /** How many different pieces it has. */
    int size() {
        return pieces.length;
    }

    /** The hash of a piece, see {@link Pieces}; ascending. */
    long piece(int at) {
        return pieces[at];
    }

    /** How often that piece occurs, at least 1. */
    int times(int at) {
        return times[at];
    }
}

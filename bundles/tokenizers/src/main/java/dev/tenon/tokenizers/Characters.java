// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;

/** What a character is, in the terms that tokenizers use, which are Rust's and not Java's. */
final class Characters {
    /**
     * Longer runs of combining marks are put in order part by part, as UAX #15 does for its Stream-Safe Text Format: the
     * JDK needs the square of their length.
     */
    private static final int MARKS = 30;

    private Characters() {}

    /** Unicode's property White_Space. */
    static boolean isSpace(int c) {
        if (c < 0x80) {
            return c == ' ' || c >= 9 && c <= 13;
        }
        return c == 0x85
                || c == 0xA0
                || c == 0x1680
                || c >= 0x2000 && c <= 0x200A
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    /** Neither tab nor line break, but otherwise of the categories Cc, Cf and Co. */
    static boolean isControl(int c) {
        if (c == '\t' || c == '\n' || c == '\r') {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.PRIVATE_USE;
    }

    /** Of the categories P*, or any sign of ASCII that is no letter and no digit. */
    static boolean isPunctuation(int c) {
        if (c < 0x80) {
            return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
        }
        switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION -> {
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    /** Of the categories N*. */
    static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    /** Of the category Mn. */
    static boolean isAccent(int c) {
        return c >= 0x300 && Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /** Of the categories M*. */
    static boolean isMark(int c) {
        int type = c < 0x300 ? 0 : Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /** What BERT's tokenizers take for a Chinese character: a word of its own. */
    static boolean isChinese(int c) {
        return c >= 0x3400
                && (c <= 0x4DBF
                        || c >= 0x4E00 && c <= 0x9FFF
                        || c >= 0xF900 && c <= 0xFAFF
                        || c >= 0x20000 && c <= 0x2A6DF
                        || c >= 0x2A700 && c <= 0x2B73F
                        || c >= 0x2B740 && c <= 0x2B81F
                        || c >= 0x2B920 && c <= 0x2CEAF
                        || c >= 0x2F800 && c <= 0x2FA1F);
    }

    /** Part of a word for regular expressions. */
    static boolean isWord(int c) {
        return Character.isLetterOrDigit(c)
                || Character.isAlphabetic(c)
                || isMark(c)
                || Character.getType(c) == Character.CONNECTOR_PUNCTUATION
                || c == 0x200C
                || c == 0x200D;
    }

    /** Lower case, one character at a time: a sigma at a word's end is not told from another. */
    static String lower(String text) {
        return each(text, (lower, c) -> {
            if (c == 0x130) {
                lower.append("\u0130".toLowerCase(Locale.ROOT));
            } else {
                lower.appendCodePoint(Character.toLowerCase(c));
            }
        });
    }

    static String without(String text, IntPredicate unwanted) {
        return each(text, (rest, c) -> {
            if (!unwanted.test(c)) {
                rest.appendCodePoint(c);
            }
        });
    }

    /** Writes a text anew, character by character. */
    static String each(String text, ObjIntConsumer<StringBuilder> writer) {
        StringBuilder written = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            writer.accept(written, c);
            i += Character.charCount(c);
        }
        return written.toString();
    }

    /** A Unicode normal form, in time that grows with the length of the text only. */
    static String normal(String text, Normalizer.Form form) {
        StringBuilder parts = new StringBuilder();
        int done = 0;
        int run = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            run = isMark(c) ? run + 1 : 0;
            if (run > MARKS) {
                parts.append(Normalizer.normalize(text.substring(done, i), form));
                done = i;
                run = 0;
            }
            i += Character.charCount(c);
        }
        String rest = Normalizer.normalize(done == 0 ? text : text.substring(done), form);
        return done == 0 ? rest : parts.append(rest).toString();
    }

    /** The text with U+FFFD in place of each half of a character. */
    static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return each(text, (whole, c) -> whole.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
            }
        }
        return text;
    }
}

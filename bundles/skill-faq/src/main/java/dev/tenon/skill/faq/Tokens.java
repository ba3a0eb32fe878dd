// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import dev.tenon.wording.ChineseText;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of a text: English ones cut to their stem, runs of Chinese characters whole. */
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile(
            "\\p{IsHan}++|[\\p{L}\\p{M}&&[^\\p{IsHan}]][\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]*+(?:'\\p{L}{1,3}+)?|\\p{N}++");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern NOT = Pattern.compile("\\b(?:can't|cannot)\\b|(?<=\\w)n't\\b");

    /** "Send it back" speaks of sending back, "pick my order up" of picking up. */
    private static final Pattern PARTED = Pattern.compile(
            "\\b(send|sending|sent|bring|bringing|give|giving|take|taking|mail|mailing|ship|shipping|get|pick|picking)((?:\\s\\w{1,20}){1,3}?)\\s(back|up)\\b");

    private static final Pattern VOWEL = Pattern.compile("[aeiouy]");

    private Tokens() {}

    /**
     * A word.
     *
     * @param raw as it stands, in lower case
     * @param stem the same for its forms; {@code raw} where it is Chinese or a number
     */
    record Token(String raw, String stem) {
        boolean isHan() {
            return isChinese(raw);
        }

        boolean isNumber() {
            return Character.isDigit(raw.codePointAt(0));
        }
    }

    static boolean isChinese(String text) {
        return HAN.matcher(text).find();
    }

    static List<Token> of(String text) {
        String plain = ChineseText.plain(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
        String whole = PARTED.matcher(NOT.matcher(plain).replaceAll(" not")).replaceAll("$1 $3$2");
        Matcher token = TOKEN.matcher(whole);
        List<Token> tokens = new ArrayList<>();
        while (token.find()) {
            String raw = token.group();
            tokens.add(new Token(raw, isChinese(raw) ? raw : stem(raw)));
        }
        return tokens;
    }

    /** A light stemmer: plurals, {@code -ing}, {@code -ed} and the silent e. */
    static String stem(String word) {
        String stem = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        if (stem.length() > 4 && stem.endsWith("ies")) {
            return stem.substring(0, stem.length() - 3) + "y";
        }
        if (stem.length() > 4 && stem.matches(".*(?:ss|x|ch|sh)es")) {
            stem = stem.substring(0, stem.length() - 2);
        } else if (stem.length() > 3 && stem.endsWith("s") && !stem.matches(".*[sui]s")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        stem = without(stem, "ing");
        stem = without(stem, "ed");
        return stem.length() > 4 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String without(String word, String ending) {
        int length = word.length() - ending.length();
        if (length < 3
                || !word.endsWith(ending)
                || !VOWEL.matcher(word.substring(0, length)).find()) {
            return word;
        }
        boolean doubled =
                word.charAt(length - 1) == word.charAt(length - 2) && "lsz".indexOf(word.charAt(length - 1)) < 0;
        return word.substring(0, doubled ? length - 1 : length);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import dev.tenon.wording.ChineseText;
import dev.tenon.wording.Spelling;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A request with a text in it.
 *
 * @param wish what is wanted of the text, in lower case, with {@link #TEXT} in its place
 * @param text as it was given
 */
record Said(String wish, String text) {
    /** Stands for the text. */
    static final String TEXT = "□";

    /** Wishes are short, texts may be long. */
    private static final int LONGEST_WISH = 200;

    private static final Map<Character, Character> QUOTES =
            Map.of('"', '"', '“', '”', '„', '“', '«', '»', '「', '」', '『', '』', '\'', '\'', '‘', '’', '`', '`');
    private static final Pattern AROUND = Pattern.compile(
            "^(?:please|pls|hey|hi|hello|ok|okay|so|can you|could you|would you|tell me|show me|give me|i want to know|let me know"
                    + "|do you know|i want|i need|i'd like|would you|is there a way to|(?:my|our|his|her) [a-z' ]{1,30} is(?= □)|for (?:my|our) [a-z]+|(?:我的|作文|文章)[\\p{IsHan}]{0,5}?是?(?= ?□)|请问|请你?|你?能(?=[把将帮给])|帮我|帮忙|麻烦你?|告诉我|我想知道|能不能|你能|可以|[,:;])[, ]*"
                    + "|(?:[, ]*(?:\\bplease|\\bfor (?:my|our|the|an?) [a-z]{3,15}|\\bfor (?:me|us)|\\bthanks|\\bthank you|谢谢你?)|[ ?!.,:;=。、]|[吗呢啊呀吧])$");

    private static final Spelling SPELLING = new Spelling(
            Set.of(
                    "many",
                    "words",
                    "characters",
                    "letters",
                    "count",
                    "uppercase",
                    "lowercase",
                    "reverse",
                    "capitals",
                    "sentences",
                    "title"),
            Set.of(
                    "word",
                    "letter",
                    "character",
                    "man",
                    "may",
                    "worlds",
                    "sword",
                    "capital",
                    "sentence",
                    "reversed",
                    "reverses",
                    "titles",
                    "counts",
                    "county",
                    "court",
                    "works"));

    /** All ways to part a request into a wish and a text, the likeliest first. */
    static List<Said> of(String request) {
        List<Said> ways = new ArrayList<>();
        String head = request.substring(0, Math.min(request.length(), LONGEST_WISH));
        int colon = colon(head);
        int quote = quote(head);
        Optional<Said> quoted = quote < 0 ? Optional.empty() : quoted(request, quote);
        boolean colonFirst = colon >= 0
                && quote > colon
                && !request.substring(colon + 1, quote).isBlank();
        if (!colonFirst) {
            quoted.ifPresent(ways::add);
        }
        if (colon >= 0) {
            String text = request.substring(colon + 1).strip();
            if (!text.isEmpty()) {
                ways.add(new Said(plain(request.substring(0, colon) + " " + TEXT), text));
            }
        }
        return ways;
    }

    private static int colon(String head) {
        for (int i = 0; i < head.length(); i++) {
            if (head.charAt(i) == ':'
                    || head.charAt(i) == '：'
                    || head.charAt(i) == '\n'
                    || head.startsWith("- ", i) && i > 0 && head.charAt(i - 1) == ' ') {
                return i;
            }
        }
        return -1;
    }

    /** An apostrophe inside a word opens nothing. */
    private static int quote(String head) {
        for (int i = 0; i < head.length(); i++) {
            boolean inWord = i > 0 && Character.isLetterOrDigit(head.charAt(i - 1)) && !isHan(head.charAt(i - 1));
            if (QUOTES.containsKey(head.charAt(i)) && !(inWord && "'’".indexOf(head.charAt(i)) >= 0)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isHan(char c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
    }

    private static Optional<Said> quoted(String request, int open) {
        char opener = request.charAt(open);
        int close = request.lastIndexOf(QUOTES.getOrDefault(opener, opener));
        if (close <= open + 1 || request.length() - close > LONGEST_WISH) {
            return Optional.empty();
        }
        String wish = request.substring(0, open) + " " + TEXT + " " + request.substring(close + 1);
        return Optional.of(new Said(plain(wish), request.substring(open + 1, close)));
    }

    /** Lower case, half-width signs, single spaces, without politeness. */
    static String plain(String wish) {
        String result = Normalizer.normalize(wish, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("\\s+", " ")
                .strip();
        result = SPELLING.mended(ChineseText.plain(result));
        String before;
        do {
            before = result;
            result = AROUND.matcher(result).replaceAll("").strip();
        } while (!result.equals(before));
        return result;
    }

    /** How many words or Chinese characters of the wish the pattern does not know. */
    int unknownTo(Pattern vocabulary) {
        String left = vocabulary.matcher(wish.replace(TEXT, " ")).replaceAll(" ");
        return (int) Pattern.compile("[\\p{L}\\p{N}&&[^\\p{IsHan}]]+|\\p{IsHan}")
                .matcher(left)
                .results()
                .count();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Ways to write a text. */
enum Case {
    UPPER("upper", "In upper case: ", "大写："),
    LOWER("lower", "In lower case: ", "小写："),
    TITLE("title", "In title case: ", "标题格式："),
    SENTENCE("sentence", "In sentence case: ", "句首大写："),
    REVERSE("reverse", "Reversed: ", "倒过来：");

    /** Written small in titles unless they begin or end one. */
    private static final Set<String> SMALL = Set.of(
            "a", "an", "the", "and", "but", "or", "nor", "as", "at", "by", "for", "from", "in", "into", "of", "off",
            "on", "onto", "per", "to", "up", "via", "vs", "with");

    private static final Pattern SENTENCE_START =
            Pattern.compile("(?:^|[.!?…。！？]['\")\\]”’]*\\s+|\\n\\s*\\n)[^\\p{L}\\p{N}]*(\\p{L})");
    private static final Pattern PRONOUN =
            Pattern.compile("(?<![\\p{L}\\p{N}'’])i(?=$|[\\s,;:!?]|['’](?:m|ll|ve|d|s)\\b|\\.(?!\\w))");

    private final String id;
    private final String english;
    private final String chinese;

    Case(String id, String english, String chinese) {
        this.id = id;
        this.english = english;
        this.chinese = chinese;
    }

    /** The name in arguments. */
    String id() {
        return id;
    }

    String label(Locale language) {
        return Texts.of(language, english, chinese);
    }

    static Optional<Case> of(String id) {
        return Arrays.stream(values()).filter(form -> form.id.equals(id)).findFirst();
    }

    String write(String text) {
        return switch (this) {
            case UPPER -> text.toUpperCase(Locale.ROOT);
            case LOWER -> text.toLowerCase(Locale.ROOT);
            case TITLE -> title(text);
            case SENTENCE -> sentences(text);
            case REVERSE -> reversed(text);
        };
    }

    /** What readers see as one character stays whole. */
    private static String reversed(String text) {
        List<String> characters = new ArrayList<>(
                Counts.CHARACTER.matcher(text).results().map(MatchResult::group).toList());
        Collections.reverse(characters);
        return String.join("", characters);
    }

    private static String sentences(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String started = SENTENCE_START
                .matcher(lower)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(match.group()
                                .substring(
                                        0,
                                        match.group().length() - match.group(1).length())
                        + capital(match.group(1))));
        return PRONOUN.matcher(started).replaceAll("I");
    }

    private static String title(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<int[]> words = words(lower);
        StringBuilder title = new StringBuilder(lower);
        for (int i = words.size() - 1; i >= 0; i--) {
            String word = lower.substring(words.get(i)[0], words.get(i)[1]);
            boolean outer = i == 0 || i == words.size() - 1 || startsAnew(lower, words.get(i)[0]);
            if (outer || !SMALL.contains(word)) {
                title.replace(words.get(i)[0], words.get(i)[1], capital(word));
            }
        }
        return title.toString();
    }

    private static boolean startsAnew(String text, int start) {
        String before = text.substring(Math.max(0, start - 10), start).stripTrailing();
        return before.endsWith(":") || before.endsWith(".") || before.endsWith("?") || before.endsWith("!");
    }

    private static List<int[]> words(String text) {
        BreakIterator breaks = BreakIterator.getWordInstance(Locale.ROOT);
        breaks.setText(text);
        List<int[]> words = new ArrayList<>();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (Character.isLetter(text.codePointAt(start))) {
                words.add(new int[] {start, end});
            }
            start = end;
        }
        return words;
    }

    private static String capital(String word) {
        int first = word.codePointAt(0);
        return new StringBuilder()
                .appendCodePoint(Character.toTitleCase(first))
                .append(word, Character.charCount(first), word.length())
                .toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import java.text.BreakIterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a text has.
 *
 * @param characters as readers see them: an emoji of seven code points is one
 * @param charactersWithoutSpaces the same without white space
 * @param letters of any script
 * @param words runs that a {@link BreakIterator} finds; each Chinese character counts as one
 * @param chineseCharacters ideographs
 * @param sentences that have a letter or digit
 * @param lines with or without words
 */
record Counts(
        long characters,
        long charactersWithoutSpaces,
        long letters,
        long words,
        long chineseCharacters,
        long sentences,
        long lines) {
    /** The JDK's BreakIterator parts joined emoji up to Java 19; this does not. */
    static final Pattern CHARACTER = Pattern.compile("\\X");

    static Counts of(String text) {
        long characters = 0;
        long blank = 0;
        var character = CHARACTER.matcher(text);
        while (character.find()) {
            characters++;
            if (text.codePointAt(character.start()) <= ' '
                    || Character.isSpaceChar(text.codePointAt(character.start()))) {
                blank++;
            }
        }
        return new Counts(
                characters,
                characters - blank,
                text.codePoints().filter(Character::isLetter).count(),
                words(text),
                text.codePoints().filter(Counts::isHan).count(),
                sentences(text),
                text.lines().count());
    }

    private static long words(String text) {
        BreakIterator breaks = BreakIterator.getWordInstance(Locale.ROOT);
        breaks.setText(text);
        long words = 0;
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            words += wordsOf(text.substring(start, end));
            start = end;
        }
        return words;
    }

    /** One for each ideograph and one for each run of other letters. */
    private static long wordsOf(String piece) {
        long words = 0;
        boolean inRun = false;
        for (int codePoint : piece.codePoints().toArray()) {
            if (isHan(codePoint)) {
                words++;
                inRun = false;
            } else if (Character.isLetterOrDigit(codePoint) && !inRun) {
                words++;
                inRun = true;
            }
        }
        return words;
    }

    private static long sentences(String text) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        breaks.setText(text);
        long sentences = 0;
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (text.substring(start, end).codePoints().anyMatch(Character::isLetterOrDigit)) {
                sentences++;
            }
            start = end;
        }
        return sentences;
    }

    private static boolean isHan(int codePoint) {
        return Character.isIdeographic(codePoint);
    }

    long of(Measure measure) {
        return switch (measure) {
            case CHARACTERS -> characters;
            case LETTERS -> letters;
            case WORDS -> words;
            case CHINESE -> chineseCharacters;
            case SENTENCES -> sentences;
            case LINES -> lines;
        };
    }

    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("characters", characters);
        values.put("charactersWithoutSpaces", charactersWithoutSpaces);
        values.put("letters", letters);
        values.put("words", words);
        values.put("chineseCharacters", chineseCharacters);
        values.put("sentences", sentences);
        values.put("lines", lines);
        return values;
    }
}

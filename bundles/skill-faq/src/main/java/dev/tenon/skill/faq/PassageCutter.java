// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts sections into passages: each pair of question and answer is one, a short section is one, a long one is cut between
 * its paragraphs and a long paragraph between its sentences.
 */
final class PassageCutter {
    /** A section of at most this many characters is answered whole. */
    private static final int WHOLE = 700;

    private static final int LONGEST = 1_000;

    private static final Pattern PAIR = Pattern.compile(
            "(?m)^[ \\t\\u3000]{0,8}(?:(?:Q|q|Question|question|问题?|問題?)[ ]?\\d{0,3}[ ]?[:：.、][ ]{0,4})(?<question>[^\\r\\n]{1,300})\\R+"
                    + "[ \\t\\u3000]{0,8}(?:A|a|Answer|answer|答案?)[ ]?\\d{0,3}[ ]?[:：.、][ ]{0,4}");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s)|[。！？；\\n]");

    private PassageCutter() {}

    static List<Passage> passages(String file, List<Section> sections) {
        List<Passage> passages = new ArrayList<>();
        for (Section section : sections) {
            cut(file, section, passages);
        }
        return passages;
    }

    private static void cut(String file, Section section, List<Passage> passages) {
        String whole = String.join("\n\n", section.blocks());
        Matcher pair = PAIR.matcher(whole);
        if (!pair.find()) {
            pieces(section.blocks())
                    .forEach(text -> passages.add(new Passage(file, section.title(), section.heading(), text)));
            return;
        }
        List<String> before = whole.substring(0, pair.start()).isBlank()
                ? List.of()
                : List.of(whole.substring(0, pair.start()).strip());
        pieces(before).forEach(text -> passages.add(new Passage(file, section.title(), section.heading(), text)));
        String title = section.title().isEmpty() ? section.heading() : section.title() + " › " + section.heading();
        boolean more = true;
        while (more) {
            String question = pair.group("question").strip();
            int from = pair.end();
            more = pair.find();
            String answer =
                    whole.substring(from, more ? pair.start() : whole.length()).strip();
            if (!answer.isEmpty()) {
                pieces(List.of(answer)).forEach(text -> passages.add(new Passage(file, title, question, text)));
            }
        }
    }

    /** Joins short blocks that follow each other and cuts long ones. */
    private static List<String> pieces(List<String> blocks) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int all = blocks.stream().mapToInt(String::length).sum();
        for (String block : blocks) {
            boolean full = all > WHOLE && piece.length() + block.length() > WHOLE && !endsWithColon(piece);
            if (full && !piece.isEmpty()) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(piece.isEmpty() ? "" : "\n\n").append(block);
        }
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
        }
        List<String> cut = new ArrayList<>();
        pieces.forEach(text -> sentences(text, cut));
        return cut;
    }

    private static boolean endsWithColon(CharSequence text) {
        return text.length() > 0 && ":：".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static void sentences(String text, List<String> pieces) {
        int from = 0;
        while (from < text.length()) {
            String rest = text.substring(from, Math.min(text.length(), from + LONGEST + 1));
            int end = rest.length() <= LONGEST ? rest.length() : lastEnd(rest, LONGEST);
            String piece = rest.substring(0, end).strip();
            if (!piece.isEmpty()) {
                pieces.add(piece);
            }
            from += end;
        }
    }

    /** Shortens an answer at the end of a sentence; what was left out is said by an ellipsis. */
    static String shortened(String text, int characters) {
        return text.length() <= characters
                ? text
                : text.substring(0, lastEnd(text, characters)).strip() + " …";
    }

    /** The end of the last sentence within a length, or the length where there is none past its third. */
    private static int lastEnd(String text, int length) {
        Matcher ends = SENTENCE_END.matcher(text).region(0, length);
        int last = 0;
        while (ends.find()) {
            last = ends.end();
        }
        if (last > length / 3) {
            return last;
        }
        int blank = text.lastIndexOf(' ', length);
        int end = blank > length / 3 ? blank : length;
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Further ways to part a request into a wish and a text, where the wish is told beside other things, or stands before or
 * behind a text that no quotes set off.
 */
final class Gist {
    private static final int LONGEST = 2_000;
    private static final int MOST_CUTS = 12;
    /** Between a text and what is to be done with "that". */
    private static final Pattern CUT = Pattern.compile(
            "\\s*(?:<-+|->|=>|←|→)\\s*|(?<=[.!?。！？；;…])\\s*|\\s+[-–—]+\\s+|——|(?<=\\p{IsHan})[ \\u3000]+(?=\\p{IsHan})|[,，]\\s*|\\n+");

    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?。！？；;])\\s*|[,，]\\s*");
    /** Of a Chinese request the words in Latin letters. */
    private static final Pattern LATIN = Pattern.compile("[A-Za-z][A-Za-z0-9 ,.'’!?&@#_-]*[A-Za-z0-9.!?]|[A-Za-z]");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private Gist() {}

    /** The wish next to the text, without the story before and what is said after it. */
    static List<Said> nearest(Said said) {
        List<Said> ways = new ArrayList<>();
        int at = said.wish().indexOf(Said.TEXT);
        if (at < 0) {
            return ways;
        }
        String before = last(said.wish().substring(0, at));
        String after = first(said.wish().substring(at + 1));
        ways.add(new Said(Said.plain(before + " " + Said.TEXT + " " + after), said.text()));
        ways.add(new Said(Said.plain(before + " " + Said.TEXT), said.text()));
        ways.add(new Said(
                Said.plain(Said.TEXT + " " + said.wish().substring(at + 1).replaceAll("^[ ,，.。!！?？]+", "")),
                said.text()));
        ways.add(new Said(Said.plain(Said.TEXT + " " + after), said.text()));
        return ways;
    }

    private static String last(String story) {
        String[] parts = SENTENCE.split(story.strip());
        return parts.length == 0 ? "" : parts[parts.length - 1];
    }

    private static String first(String story) {
        String[] parts = SENTENCE.split(story.replaceAll("^[ ,，.。!！?？]+", "").strip());
        return parts.length == 0 ? "" : parts[0];
    }

    /** A text before or behind the wish, set off by a sign or by its letters. */
    static List<Said> unquoted(String request) {
        List<Said> ways = new ArrayList<>();
        if (request.length() > LONGEST) {
            return ways;
        }
        Matcher cut = CUT.matcher(request);
        for (int i = 0; i < MOST_CUTS && cut.find(); i++) {
            String before = request.substring(0, cut.start()).strip();
            String after = request.substring(cut.end()).strip();
            if (!before.isEmpty() && !after.isEmpty()) {
                ways.add(new Said(Said.plain(Said.TEXT + " " + after), before));
                ways.add(new Said(Said.plain(before + " " + Said.TEXT), after));
            }
        }
        if (HAN.matcher(request).find()) {
            latin(request).ifPresent(ways::add);
        }
        return ways;
    }

    private static java.util.Optional<Said> latin(String request) {
        return LATIN.matcher(request)
                .results()
                .filter(run -> run.end() - run.start() > 1)
                .max((a, b) -> Integer.compare(a.end() - a.start(), b.end() - b.start()))
                .map(run -> new Said(
                        Said.plain(request.substring(0, run.start()) + " " + Said.TEXT + " "
                                + request.substring(run.end())),
                        run.group().strip()));
    }
}

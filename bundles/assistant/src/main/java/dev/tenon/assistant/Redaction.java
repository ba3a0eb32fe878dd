// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import java.lang.Character.UnicodeScript;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps secrets out of what is taken down. Where a cut would still tell them, nothing is left. For one thread. */
final class Redaction {
    static final String HIDDEN = "•••";

    /** A secret may hold another: the longer goes first. */
    private final SortedSet<String> secrets =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private boolean wholeRequest;

    void hide(Collection<String> values) {
        values.stream().filter(value -> !value.isBlank()).forEach(secrets::add);
    }

    /** The request holds a secret, and nobody knows where. */
    void hideRequest() {
        wholeRequest = true;
    }

    /** A request without its secrets; one that does not hold them as they were read says them in some other way. */
    String request(String text) {
        boolean lost = secrets.stream().anyMatch(secret -> !finder(secret, text).find());
        return wholeRequest || lost ? HIDDEN : detail(text);
    }

    String detail(String text) {
        String left = text;
        for (String secret : secrets) {
            left = without(left, secret);
        }
        return left;
    }

    /** What is part of a word or stands there twice could be told from what remains. */
    private static String without(String text, String secret) {
        Matcher match = finder(secret, text);
        if (!match.find()) {
            return text;
        }
        int start = match.start();
        int end = match.end();
        if (insideWord(text, start) || insideWord(text, end) || match.find()) {
            return HIDDEN;
        }
        return text.substring(0, start) + HIDDEN + text.substring(end);
    }

    private static Matcher finder(String secret, String text) {
        return Pattern.compile(secret, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text);
    }

    private static boolean insideWord(String text, int at) {
        return at > 0 && at < text.length() && isOfWord(text.codePointBefore(at)) && isOfWord(text.codePointAt(at));
    }

    private static boolean isOfWord(int character) {
        return Character.isLetterOrDigit(character) && UnicodeScript.of(character) != UnicodeScript.HAN;
    }
}

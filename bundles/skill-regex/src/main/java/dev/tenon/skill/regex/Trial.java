// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A pattern on a text, with a bound on the work: RE2 takes time in proportion to their sizes, and so many searches. */
final class Trial {
    static final int MOST_PATTERN = 500;
    static final int MOST_TEXT = 10_000;
    static final int MOST_MATCHES = 1_000;
    /** Steps of the automaton, each some tens of nanoseconds. */
    private static final long MOST_WORK = 20_000_000;

    private final Pattern pattern;
    private final String text;
    private final long size;
    private final BooleanSupplier stop;
    private long work;

    /**
     * Prepares.
     *
     * @param pattern compiled
     * @param text at most {@link #MOST_TEXT} long
     * @param size how many steps one character may take
     * @param stop asked between searches
     */
    Trial(Pattern pattern, String text, long size, BooleanSupplier stop) {
        this.pattern = pattern;
        this.text = text;
        this.size = size;
        this.stop = stop;
    }

    /**
     * A match.
     *
     * @param start index of its first character, from 0
     * @param end index behind its last
     * @param text what matched
     * @param groups what its groups captured; an empty text where a group took no part
     */
    record Found(int start, int end, String text, List<String> groups) {}

    /** Too much work, or nobody waits any more. */
    static final class TooMuchWorkException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The match of the whole text; empty if it does not match as a whole. */
    Optional<Found> whole() throws TooMuchWorkException {
        spend(0);
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(found(matcher)) : Optional.empty();
    }

    /** The first matches, at most as many as wanted. */
    List<Found> find(int most) throws TooMuchWorkException {
        List<Found> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        spend(0);
        while (found.size() < most && matcher.find()) {
            found.add(found(matcher));
            spend(matcher.end());
        }
        return List.copyOf(found);
    }

    private static Found found(Matcher matcher) {
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(Optional.ofNullable(matcher.group(i)).orElse(""));
        }
        return new Found(matcher.start(), matcher.end(), matcher.group(), List.copyOf(groups));
    }

    /**
     * The text with every match replaced.
     *
     * @param replacement with {@code $1} for groups
     * @throws IllegalArgumentException if the replacement is ill-formed
     * @throws IndexOutOfBoundsException if it names a group that is not there
     */
    String replace(String replacement) throws TooMuchWorkException {
        StringBuilder replaced = new StringBuilder();
        Matcher matcher = pattern.matcher(text);
        spend(0);
        while (matcher.find()) {
            matcher.appendReplacement(replaced, replacement);
            if (replaced.length() > 10 * MOST_TEXT) {
                throw new TooMuchWorkException();
            }
            spend(matcher.end());
        }
        return matcher.appendTail(replaced).toString();
    }

    private void spend(int from) throws TooMuchWorkException {
        work += size * (text.length() - from + 1L);
        if (work > MOST_WORK || stop.getAsBoolean()) {
            throw new TooMuchWorkException();
        }
    }
}

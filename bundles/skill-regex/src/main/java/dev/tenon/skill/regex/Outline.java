// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.regex;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be said of a pattern before it is compiled: where its parentheses do not pair, and how large it grows when its
 * repetitions are written out, for RE2 does write them out.
 */
final class Outline {
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

    private final Deque<Integer> open = new ArrayDeque<>();
    private final Deque<Long> outer = new ArrayDeque<>();
    private final String pattern;
    private int unpaired = -1;
    private long size;
    private long last;

    private Outline(String pattern) {
        this.pattern = pattern;
    }

    static Outline of(String pattern) {
        Outline outline = new Outline(pattern);
        int at = 0;
        while (at < pattern.length()) {
            at = outline.step(at);
        }
        if (outline.unpaired < 0 && !outline.open.isEmpty()) {
            outline.unpaired = outline.open.peek();
        }
        while (!outline.outer.isEmpty()) {
            outline.size += outline.outer.pop();
        }
        return outline;
    }

    /** The index of a parenthesis that has no partner. */
    OptionalInt unpaired() {
        return unpaired < 0 ? OptionalInt.empty() : OptionalInt.of(unpaired);
    }

    /** How many signs the pattern has when it is written out. */
    long size() {
        return size + 1;
    }

    private int step(int at) {
        char c = pattern.charAt(at);
        return switch (c) {
            case '\\' -> escape(at);
            case '[' -> atom(behindClass(at));
            case '(' -> opening(at);
            case ')' -> closing(at);
            case '{' -> repeat(at);
            default -> atom(at + 1);
        };
    }

    private int escape(int at) {
        if (pattern.startsWith("\\Q", at)) {
            int end = pattern.indexOf("\\E", at);
            int behind = end < 0 ? pattern.length() : end + 2;
            size += behind - at;
            return behind;
        }
        return atom(Math.min(pattern.length(), at + 2));
    }

    private int atom(int behind) {
        last = 1;
        size += 1;
        return behind;
    }

    private int opening(int at) {
        open.push(at);
        outer.push(size);
        size = 1;
        last = 0;
        return at + 1;
    }

    private int closing(int at) {
        if (open.isEmpty()) {
            unpaired = unpaired < 0 ? at : unpaired;
            return at + 1;
        }
        open.pop();
        last = size + 1;
        size = outer.pop() + last;
        return at + 1;
    }

    private int repeat(int at) {
        Matcher repeat = REPEAT.matcher(pattern).region(at, pattern.length());
        if (!repeat.lookingAt()) {
            return atom(at + 1);
        }
        long least = Long.parseLong(repeat.group(1));
        String upper = repeat.group(2);
        long times = Math.max(least + 1, upper == null || upper.isEmpty() ? 0 : Long.parseLong(upper));
        long added = Math.min(1_000_000_000_000L, last) * times;
        size = Math.min(1_000_000_000_000L, size + added);
        last = Math.min(1_000_000_000_000L, last + added);
        return repeat.end();
    }

    private int behindClass(int at) {
        int i = at + 1;
        i = i < pattern.length() && pattern.charAt(i) == '^' ? i + 1 : i;
        i = i < pattern.length() && pattern.charAt(i) == ']' ? i + 1 : i;
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            if (pattern.startsWith("[:", i) && pattern.indexOf(":]", i) > 0) {
                i = pattern.indexOf(":]", i) + 2;
            } else {
                i += pattern.charAt(i) == '\\' ? 2 : 1;
            }
        }
        return Math.min(pattern.length(), i + 1);
    }
}

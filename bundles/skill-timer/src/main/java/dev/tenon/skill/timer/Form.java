// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One way to say something: an expression for the whole of it, with named groups. */
record Form(Pattern pattern) {
    static Form of(String expression) {
        return new Form(Pattern.compile(expression, Pattern.CASE_INSENSITIVE));
    }

    Optional<Matcher> match(String text) {
        Matcher match = pattern.matcher(text);
        return match.matches() ? Optional.of(match) : Optional.empty();
    }

    /** Returns what a group has matched; empty if the expression has no such group. */
    Optional<String> group(Matcher match, String name) {
        return pattern.pattern().contains("(?<" + name + ">")
                ? Optional.ofNullable(match.group(name)).map(String::strip).filter(value -> !value.isEmpty())
                : Optional.empty();
    }
}

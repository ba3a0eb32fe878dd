// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.wording.ChineseText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One way to say something: an expression for the whole of it, with named groups. */
record Form(Pattern pattern) {
    static Form of(String expression) {
        return new Form(Pattern.compile(expression.replace("什么", "(?:什么|啥)"), Pattern.CASE_INSENSITIVE));
    }

    Optional<Matcher> match(String text) {
        Matcher match = pattern.matcher(ChineseText.plain(text));
        return match.matches() ? Optional.of(match) : Optional.empty();
    }

    /** Returns what a group has matched, as it stands in the text; empty if the expression has no such group. */
    Optional<String> group(Matcher match, String text, String name) {
        return pattern.pattern().contains("(?<" + name + ">") && match.start(name) >= 0
                ? Optional.of(text.substring(match.start(name), match.end(name)).strip())
                        .filter(value -> !value.isEmpty())
                : Optional.empty();
    }
}

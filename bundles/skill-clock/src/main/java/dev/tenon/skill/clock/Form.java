// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import dev.tenon.skill.clock.Question.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A turn of phrase.
 *
 * @param kind what it asks for
 * @param pattern matches from end to end
 */
record Form(Kind kind, Pattern pattern) {
    /** What a group matched; empty if the pattern has no such group or it matched nothing. */
    Optional<String> group(Matcher match, String name) {
        return pattern.pattern().contains("(?<" + name + ">")
                ? Optional.ofNullable(match.group(name)).map(String::strip).filter(value -> !value.isEmpty())
                : Optional.empty();
    }
}

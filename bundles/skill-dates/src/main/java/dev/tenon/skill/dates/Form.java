// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to write something.
 *
 * @param pattern matches it from end to end
 * @param meaning of a match; empty if it is something else after all
 */
record Form<T>(Pattern pattern, Function<Matcher, Optional<T>> meaning) {
    static <T> Form<T> of(String pattern, Function<Matcher, T> meaning) {
        return new Form<>(Pattern.compile(pattern), match -> Optional.of(meaning.apply(match)));
    }

    static <T> Form<T> maybe(String pattern, Function<Matcher, Optional<T>> meaning) {
        return new Form<>(Pattern.compile(pattern), meaning);
    }

    static <T> Optional<T> first(List<Form<T>> forms, String text) {
        for (Form<T> form : forms) {
            Matcher match = form.pattern.matcher(text);
            if (match.matches()) {
                Optional<T> read = form.meaning.apply(match);
                if (read.isPresent()) {
                    return read;
                }
            }
        }
        return Optional.empty();
    }
}

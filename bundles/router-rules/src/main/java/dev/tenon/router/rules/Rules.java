// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All rules, in their order. Empty lines and lines that begin with {@code #} say nothing. Immutable. */
final class Rules {
    private final List<Rule> rules;

    /**
     * Reads them.
     *
     * @param values each holds a line or several
     * @throws IllegalArgumentException if a line is malformed; the message names it
     */
    Rules(String... values) {
        List<String> lines = Arrays.stream(values)
                .flatMap(value -> Arrays.stream(value.split("\\R", -1)))
                .map(String::strip)
                .toList();
        List<Rule> read = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
                read.add(Rule.of(i + 1, lines.get(i)));
            }
        }
        rules = List.copyOf(read);
    }

    /** The first that fits a request. */
    Optional<Rule> first(String plain) {
        return rules.stream().filter(rule -> rule.fits(plain)).findFirst();
    }
}

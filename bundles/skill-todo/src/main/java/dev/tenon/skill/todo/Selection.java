// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which entry is meant: by its number, by its words, or the newest.
 *
 * @param number if it was said
 * @param words if they were said
 * @param last whether the newest is meant
 */
record Selection(Optional<Long> number, Optional<String> words, boolean last) {
    private static final int MAX_CANDIDATES = 10;
    private static final BigDecimal MAX_NUMBER = BigDecimal.valueOf(Long.MAX_VALUE);

    static Selection of(Arguments arguments, Locale language) throws SkillException {
        return new Selection(
                number(arguments, language),
                arguments.text("words").map(String::strip).filter(said -> !said.isEmpty()),
                flag(arguments, "last"));
    }

    static boolean flag(Arguments arguments, String name) throws SkillException {
        Object value = arguments.values().getOrDefault(name, false);
        if (!(value instanceof Boolean)) {
            throw new SkillException(
                    Reason.INVALID_ARGUMENT,
                    "'" + name + "' must be true or false, not " + Texts.line(value.toString()));
        }
        return value.equals(true);
    }

    private static Optional<Long> number(Arguments arguments, Locale language) throws SkillException {
        Optional<BigDecimal> number = arguments.number("number");
        if (number.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal said = number.get();
        boolean whole = said.signum() > 0
                && said.compareTo(MAX_NUMBER) <= 0
                && said.stripTrailingZeros().scale() <= 0;
        if (!whole) {
            throw Problem.BAD_NUMBER.in(language, Texts.line(said.toString()));
        }
        return Optional.of(said.longValueExact());
    }

    /** How many ways of saying it were used. */
    int ways() {
        return (number.isPresent() ? 1 : 0) + (words.isPresent() ? 1 : 0) + (last ? 1 : 0);
    }

    /**
     * Finds the one that is meant.
     *
     * @param todos all
     * @param first those that are meant rather than the others, if any of them fits
     */
    Todo among(List<Todo> todos, Predicate<Todo> first, Locale language) throws SkillException {
        if (number.isPresent()) {
            return todos.stream()
                    .filter(todo -> todo.number() == number.get())
                    .findFirst()
                    .orElseThrow(() -> Problem.NO_SUCH_NUMBER.in(language, number.get()));
        }
        List<Todo> preferred = todos.stream().filter(first).toList();
        if (last) {
            List<Todo> newest = preferred.isEmpty() ? todos : preferred;
            if (newest.isEmpty()) {
                throw Problem.EMPTY.in(language);
            }
            return newest.get(newest.size() - 1);
        }
        Words said = new Words(words.orElseThrow());
        List<Todo> fitting = candidates(preferred, said);
        return one(fitting.isEmpty() ? candidates(todos, said) : fitting, language);
    }

    /** Those that are these words and no others, else those that have them. */
    private static List<Todo> candidates(List<Todo> todos, Words words) {
        List<Todo> found =
                todos.stream().filter(todo -> words.isIn(todo.text())).toList();
        List<Todo> same = found.stream().filter(todo -> words.are(todo.text())).toList();
        return same.isEmpty() ? found : same;
    }

    private Todo one(List<Todo> candidates, Locale language) throws SkillException {
        String said = Texts.line(words.orElseThrow());
        if (candidates.isEmpty()) {
            throw Problem.NOT_FOUND.in(language, said);
        }
        if (candidates.size() > 1) {
            int shown = Math.min(MAX_CANDIDATES, candidates.size());
            throw Problem.AMBIGUOUS.in(
                    language,
                    candidates.size(),
                    said,
                    Texts.lines(candidates.subList(0, shown)) + (shown < candidates.size() ? "\n…" : ""));
        }
        return candidates.get(0);
    }
}

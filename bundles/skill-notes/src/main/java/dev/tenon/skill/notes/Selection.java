// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the one note that is meant. */
final class Selection {
    private static final int MAX_CANDIDATES = 10;
    private static final BigDecimal MAX_NUMBER = BigDecimal.valueOf(Long.MAX_VALUE);

    private Selection() {}

    static List<Note> all(NoteStore store, Locale language) throws SkillException {
        try {
            return store.notes();
        } catch (StoreException e) {
            throw e.in(language);
        }
    }

    /** The argument {@code number}. */
    static Optional<Long> number(Arguments arguments, Locale language) throws SkillException {
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

    /** The argument {@code last}. */
    static boolean last(Arguments arguments) throws SkillException {
        Object last = arguments.values().getOrDefault("last", false);
        if (!(last instanceof Boolean)) {
            throw new SkillException(
                    Reason.INVALID_ARGUMENT, "'last' must be true or false, not " + Texts.line(last.toString()));
        }
        return last.equals(true);
    }

    static Note numbered(List<Note> notes, long number, Locale language) throws SkillException {
        return notes.stream()
                .filter(note -> note.number() == number)
                .findFirst()
                .orElseThrow(() -> Problem.NO_SUCH_NUMBER.in(language, number));
    }

    static Note newest(List<Note> notes, Locale language) throws SkillException {
        if (notes.isEmpty()) {
            throw Problem.NO_NOTES.in(language);
        }
        return notes.get(notes.size() - 1);
    }

    /** The only note with these words, or the only one that is these words. */
    static Note worded(List<Note> notes, String said, Locale language) throws SkillException {
        Words words = new Words(said);
        List<Note> found =
                notes.stream().filter(note -> words.isIn(note.text())).toList();
        List<Note> same = found.stream().filter(note -> words.are(note.text())).toList();
        List<Note> candidates = same.isEmpty() ? found : same;
        if (candidates.isEmpty()) {
            throw Problem.NOT_FOUND.in(language, Texts.line(said));
        }
        if (candidates.size() > 1) {
            int first = Math.max(0, candidates.size() - MAX_CANDIDATES);
            throw Problem.AMBIGUOUS.in(
                    language,
                    candidates.size(),
                    Texts.line(said),
                    Texts.lines(candidates.subList(first, candidates.size())) + (first > 0 ? "\n…" : ""));
        }
        return candidates.get(0);
    }
}

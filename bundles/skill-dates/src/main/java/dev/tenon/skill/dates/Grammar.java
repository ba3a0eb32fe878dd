// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns of phrase that ask for one thing. A question matches from end to end.
 *
 * @param english tried on requests without Chinese characters
 * @param chinese tried on the others
 * @param story tried then: facts first, then a question about them
 * @param wish what the gist of a request must be that nothing else reads
 */
record Grammar(
        List<Form<Map<String, Object>>> english,
        List<Form<Map<String, Object>>> chinese,
        Function<Story, Optional<Map<String, Object>>> story,
        Gist.Wish wish) {
    private static final double CLAUSE_CONFIDENCE = 0.75;
    /** Just enough to be believed where nobody else is meant more. */
    private static final double GIST_CONFIDENCE = 0.7;

    private static final double MENDED_CONFIDENCE = 0.9;

    Optional<Understanding> read(String request) {
        if (request.length() > Wording.MAX_LENGTH) {
            return Optional.empty();
        }
        String plain = Wording.plain(request);
        List<Form<Map<String, Object>>> forms = Wording.isChinese(plain) ? chinese : english;
        Optional<Understanding> whole = understand(forms, Wording.bare(plain), 1);
        if (whole.isPresent()) {
            return whole;
        }
        Optional<Understanding> mended = understand(forms, Wording.bare(Wording.mended(plain)), MENDED_CONFIDENCE);
        if (mended.isPresent()) {
            return mended;
        }
        return Wording.clauses(plain).stream()
                .flatMap(clause -> understand(forms, clause, CLAUSE_CONFIDENCE).stream())
                .findFirst()
                .or(() -> Story.of(plain)
                        .flatMap(story)
                        .map(values -> new Understanding(new Arguments(values), CLAUSE_CONFIDENCE)))
                .or(() -> Gist.of(plain)
                        .filter(gist -> gist.wish() == wish)
                        .map(gist -> new Understanding(new Arguments(gist.values()), GIST_CONFIDENCE)));
    }

    private static Optional<Understanding> understand(
            List<Form<Map<String, Object>>> forms, String text, double confidence) {
        return Form.first(forms, text).map(values -> new Understanding(new Arguments(values), confidence));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns of phrase that ask for one thing. A question matches from end to end.
 *
 * @param english tried on requests without Chinese characters
 * @param chinese tried on the others
 */
record Grammar(List<Form<Map<String, Object>>> english, List<Form<Map<String, Object>>> chinese) {
    private static final double CLAUSE_CONFIDENCE = 0.75;

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
        return Wording.clauses(plain).stream()
                .flatMap(clause -> understand(forms, clause, CLAUSE_CONFIDENCE).stream())
                .findFirst();
    }

    private static Optional<Understanding> understand(
            List<Form<Map<String, Object>>> forms, String text, double confidence) {
        return Form.first(forms, text).map(values -> new Understanding(new Arguments(values), confidence));
    }
}

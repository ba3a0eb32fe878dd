// SPDX-License-Identifier: Apache-2.0
package dev.tenon.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private final Spelling spelling = new Spelling(Set.of("weeks", "between", "roll"), Set.of("role", "seeks"));

    @ParameterizedTest
    @CsvSource({
        "how many wekes,how many weeks",
        "weeeks and betwen,weeks and between",
        "betwean,between",
        "rol it,roll it",
    })
    void mendsOneSlip(String typed, String meant) {
        assertThat(spelling.mended(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"role", "seeks", "wzzks", "sroll", "ro", "ROLL", "Wörter"})
    void leavesOtherWords(String word) {
        assertThat(spelling.mended(word)).isEqualTo(word);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CountsTest {
    private final Counts counts = new Counts(List.of(Features.of("ab ab"), Features.of("ab"), Features.of("天")));

    @Test
    void countsTextsNotOccurrences() {
        assertThat(counts.documents(counts.number(Pieces.hash("_ab")))).isEqualTo(2);
        assertThat(counts.documents(counts.number(Pieces.hash("b a")))).isEqualTo(1);
        assertThat(counts.documents(counts.number(Pieces.hash("天")))).isEqualTo(1);
        for (int number = 1; number < counts.size(); number++) {
            assertThat(counts.piece(number)).isGreaterThan(counts.piece(number - 1));
        }
    }

    @Test
    void leavesOutWhatNoneOfTheTextsHas() {
        Sparse other = counts.of(Features.of("ab, moon!"));
        assertThat(other.features()).contains(counts.number(Pieces.hash("_ab")));
        assertThat(other.features()).hasSizeLessThan(Features.of("ab, moon!").size());
        assertThat(counts.of(Features.of("moon")).features()).isEmpty();
        assertThat(new Counts(List.of()).of(Features.of("moon")).features()).isEmpty();
    }

    @Test
    void countsHowOftenAPieceIsInALongText() {
        Counts one = new Counts(List.of(Features.of("a".repeat(Features.LOOKED_AT))));
        Sparse text = one.of(Features.of("a".repeat(Features.LOOKED_AT)));
        assertThat(text.weights()[one.number(Pieces.hash("aa"))]).isEqualTo(Features.LOOKED_AT - 1);
    }
}

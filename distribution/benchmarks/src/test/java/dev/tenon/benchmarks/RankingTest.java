// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingTest {
    @Test
    void oneIfAllInsideScoreHigherAndHalfIfTheScoreTellsNothing() {
        assertThat(Ranking.auroc(List.of(0.9, 0.8), List.of(0.1, 0.2, 0.3))).isEqualTo(1);
        assertThat(Ranking.auroc(List.of(0.1), List.of(0.8, 0.9))).isEqualTo(0);
        assertThat(Ranking.auroc(List.of(0.5, 0.5), List.of(0.5, 0.5))).isEqualTo(0.5);
        // of the six pairs four are in order and one is a tie
        assertThat(Ranking.auroc(List.of(0.9, 0.4), List.of(0.4, 0.1, 0.7))).isCloseTo(4.5 / 6, within(1e-12));
    }

    @Test
    void theBaselineFindsTheExampleThatSharesMostPieces() {
        CharacterTfIdf baseline = new CharacterTfIdf(Map.of(
                "tides", List.of("when is high tide in Brest", "tide times"),
                "lights", List.of("switch the lamp on", "lights off")));
        assertThat(baseline.nearest("high tides in Calais")).isEqualTo("tides");
        assertThat(baseline.nearest("turn lights on")).isEqualTo("lights");
        assertThat(baseline.nearest("潮")).isEmpty();
    }
}

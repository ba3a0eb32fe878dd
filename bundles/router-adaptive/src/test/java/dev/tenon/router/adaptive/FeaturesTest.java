// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    @Test
    void readsTaipeiAndHongKongAsTheExamplesAreWritten() {
        assertThat(Features.of("請設定計時器")).usingRecursiveComparison().isEqualTo(Features.of("请设定计时器"));
        assertThat(Features.of("而家幾點")).usingRecursiveComparison().isEqualTo(Features.of("现在几点"));
    }

    @Test
    void countsEachPieceOnce() {
        Features features = Features.of("ab ab");
        assertThat(IntStream.range(0, features.size())
                        .boxed()
                        .collect(Collectors.toMap(features::piece, features::times)))
                .containsEntry(Pieces.hash("_ab"), 2)
                .containsEntry(Pieces.hash("ab"), 2)
                .containsEntry(Pieces.hash(" ab "), 2)
                .containsEntry(Pieces.hash("b ab "), 1)
                .doesNotContainKey(Pieces.hash("_a"));
        assertThat(features.words()).isEqualTo(2);
        assertThat(features.length()).isEqualTo(20);
    }
}

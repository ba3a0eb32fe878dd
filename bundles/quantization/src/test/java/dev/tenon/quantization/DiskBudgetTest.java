// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.InputRecipe;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DiskBudgetTest {
    private static final EvaluationSet SET = new GeneratedSet(List.of(), InputRecipe.NONE);
    private static final Data DATA =
            new Data(SET, IntStream.range(0, 5_000).boxed().toList(), SET, List.of(0), List.of("as it was"));

    @Test
    void keepsAllItemsWhoseAnswersAreSmall() {
        assertThat(DiskBudget.applied(DATA, 4_000)).isSameAs(DATA);
        assertThat(DiskBudget.applied(DATA, 0)).isSameAs(DATA);
    }

    @Test
    void judgesFewerItemsWhereAnswersAreLarge() {
        Data fewer = DiskBudget.applied(DATA, 4L << 20);
        assertThat(fewer.judged()).hasSize(512).startsWith(0, 9).endsWith(4_990);
        assertThat(fewer.samples()).containsExactly(0);
        assertThat(fewer.remarks())
                .containsExactly(
                        "as it was",
                        "judged on 512 of 5000 items, because each answer takes 4 MB and they are kept on the disk");
    }

    @Test
    void judgesSomeWhateverTheyTake() {
        assertThat(DiskBudget.applied(DATA, 1L << 40).judged()).hasSize(16);
    }
}

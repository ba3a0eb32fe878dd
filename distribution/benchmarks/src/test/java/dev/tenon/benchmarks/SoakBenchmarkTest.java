// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SoakBenchmarkTest {
    @Test
    void eachFigureCanMiss() {
        Map<String, Object> met =
                Map.of("lost_calls", 0, "rss_growth", 0.05, "class_loaders_alive", 0, "refused_changes", 0);
        assertThat(SoakBenchmark.met(met)).isTrue();
        met.forEach((key, value) -> {
            Map<String, Object> worse = new HashMap<>(met);
            worse.put(key, ((Number) value).doubleValue() + 1);
            assertThat(SoakBenchmark.met(worse)).as(key).isFalse();
        });
    }

    @Test
    void comparesTheLastThirdWithTheSecond() {
        assertThat(SoakBenchmark.growth(List.of(1L, 100L, 110L))).isCloseTo(0.1, Offset.offset(1e-9));
        assertThat(SoakBenchmark.growth(List.of(1L, 1L, 90L, 110L, 100L, 100L, 120L)))
                .isCloseTo(0.1, Offset.offset(1e-9));
        assertThat(SoakBenchmark.growth(List.of(1L, 2L))).isNaN();
    }

    @Test
    void changesWhatIsThereInEveryWay() {
        Random random = new Random(1);
        Map<String, String> installed = Map.of("kept", SwapKind.OLDER, "here", SwapKind.OLDER, "new", SwapKind.NEWER);
        Set<SoakChange> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(SoakChange.choose(
                    installed, List.of("kept"), List.of("here", "new", "gone"), List.of(7L, 8L), random));
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        new SoakChange("update", "kept", ""),
                        new SoakChange("update", "here", ""),
                        new SoakChange("remove", "here", ""),
                        new SoakChange("remove", "new", ""),
                        new SoakChange("install", "gone", SwapKind.OLDER),
                        new SoakChange("install", "gone", SwapKind.NEWER),
                        new SoakChange("rollback", "7", ""),
                        new SoakChange("rollback", "8", ""));
    }
}

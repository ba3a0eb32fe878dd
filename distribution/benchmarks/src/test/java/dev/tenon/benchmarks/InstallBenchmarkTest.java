// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstallBenchmarkTest {
    @Test
    void theFirstRoundsOfBothAreNotCounted() {
        List<Long> ours = new ArrayList<>(Collections.nCopies(InstallBenchmark.WARM_UP, 900_000_000L));
        ours.addAll(List.of(200_000_000L, 210_000_000L, 190_000_000L));
        List<Long> karaf = new ArrayList<>(Collections.nCopies(InstallBenchmark.WARM_UP, 160L));
        karaf.addAll(List.of(100L, 110L, 90L));
        Map<String, Object> figures = InstallBenchmark.figures(ours, karaf);
        assertThat(figures)
                .containsEntry("median_ms", 200.0)
                .containsEntry("karaf_ms", 100L)
                .containsEntry("ratio_karaf", 2.0);
        assertThat(InstallBenchmark.met(figures)).isTrue();
    }

    @Test
    void eitherFigureMisses() {
        assertThat(InstallBenchmark.met(Map.of("median_ms", 401.0))).isFalse();
        assertThat(InstallBenchmark.met(Map.of("median_ms", 400.0))).isTrue();
        assertThat(InstallBenchmark.met(Map.of("median_ms", 300.0, "ratio_karaf", 3.1)))
                .isFalse();
    }

    @Test
    void readsKarafsLog() {
        assertThat(KarafInstall.millis(List.of(
                        "2026-11-28T07:00:00,900 | INFO  | x | FeaturesServiceImpl | 18 - y | Adding features:"
                                + " tenon-bench-plugins/[1.0.0,1.0.0]",
                        "2026-11-28T07:00:00,950 | INFO  | x | FeaturesServiceImpl | 18 - y |   org.example",
                        "2026-11-28T07:00:01,004 | INFO  | x | FeaturesServiceImpl | 18 - y | Done.",
                        "2026-11-28T07:00:01,010 | INFO  | x | FeaturesServiceImpl | 18 - y | Removing features:"
                                + " tenon-bench-plugins/[1.0.0,1.0.0]",
                        "2026-11-28T07:00:01,050 | INFO  | x | FeaturesServiceImpl | 18 - y | Done.")))
                .containsExactly(104L);
    }
}

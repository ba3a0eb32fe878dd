// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long MILLI = 1_000_000;

    private final Timeline timeline = new Timeline();

    @Test
    void tellsGapsDuringSwapsFromOthers() {
        for (long ms : new long[] {0, 10, 20, 61, 70, 100}) {
            timeline.call((ms - 5) * MILLI, ms * MILLI);
        }
        timeline.window(50 * MILLI, 55 * MILLI);
        assertThat(timeline.figures())
                .containsEntry("longest_gap_ms", 41.0)
                .containsEntry("longest_gap_ms_outside", 30.0);
    }

    @Test
    void aGapThatASwapBeganCountsAsDuringIt() {
        timeline.call(0, 5 * MILLI);
        timeline.call(0, 90 * MILLI);
        timeline.window(4 * MILLI, 6 * MILLI);
        assertThat(timeline.figures()).containsEntry("longest_gap_ms", 85.0);
    }

    @Test
    void comparesLatenciesFromThePlannedMoment() {
        for (int i = 0; i < Timeline.LEAST_CALLS; i++) {
            timeline.call(1_000 * i * MILLI, (1_000 * i + 5) * MILLI);
            timeline.call((1_000 * i + 500) * MILLI, (1_000 * i + 515) * MILLI);
            timeline.window((1_000 * i + 505) * MILLI, (1_000 * i + 600) * MILLI);
        }
        assertThat(timeline.figures())
                .containsEntry("calls_during", Timeline.LEAST_CALLS)
                .containsEntry("p99_ms", 15.0)
                .containsEntry("p99_ms_outside", 5.0)
                .containsEntry("p99_ratio", 3.0);
    }

    @Test
    void saysNothingOfTooFewCalls() {
        timeline.call(0, MILLI);
        timeline.window(0, MILLI);
        assertThat(timeline.figures()).doesNotContainKey("p99_ratio");
    }
}

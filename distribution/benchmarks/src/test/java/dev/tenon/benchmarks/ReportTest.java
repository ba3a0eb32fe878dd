// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void takesTheMiddleOne() {
        assertThat(Report.median(List.of(9L, 1L, 5L))).isEqualTo(5);
        assertThat(Report.median(List.of(9L, 1L, 5L, 7L))).isEqualTo(7);
        assertThat(Report.percentile(List.of(4L, 1L, 3L, 2L), 100)).isEqualTo(4);
        assertThat(Report.percentile(List.of(4L, 1L, 3L, 2L), 0)).isEqualTo(1);
    }

    @Test
    void aFigureThatIsMissingMeetsNothing() {
        Map<String, Object> figures = Map.of("torn", 0, "median_ms", 400.0);
        assertThat(Report.atMost(figures, "torn", 0)).isTrue();
        assertThat(Report.atMost(figures, "median_ms", 399.9)).isFalse();
        assertThat(Report.atMost(figures, "crash_torn", 0)).isFalse();
        assertThat(Report.atLeast(figures, "torn", 0)).isTrue();
        assertThat(Report.atLeast(figures, "kills", 0)).isFalse();
    }
}

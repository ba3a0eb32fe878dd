// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BootBenchmarkTest {
    @Test
    void theFirstRunIsNotCounted() {
        assertThat(BootBenchmark.median(List.of(900L, 5L, 1L, 3L, 2L, 4L))).isEqualTo(3);
    }
}

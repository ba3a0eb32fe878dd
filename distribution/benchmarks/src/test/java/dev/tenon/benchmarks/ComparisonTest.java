// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {
    private long now;
    private int calls;

    private Comparison.Way taking(long nanos) {
        return () -> {
            calls++;
            // The machine is slow for a while, for whoever happens to run.
            now += calls / 40 % 2 == 0 ? nanos : 3 * nanos;
        };
    }

    @Test
    void seesNoDifferenceWhereThereIsNone() throws Exception {
        assertThat(new Comparison(() -> now, 20, 10)
                        .run(taking(1000), taking(1000))
                        .ratio())
                .isEqualTo(1.0);
    }

    @Test
    void seesATenth() throws Exception {
        Comparison.Medians medians = new Comparison(() -> now, 20, 10).run(taking(1100), taking(1000));
        assertThat(medians.ratio()).isEqualTo(1.1);
    }

    @Test
    void countsEveryCallButTheFirstBlocks() throws Exception {
        new Comparison(() -> now, 4, 5).run(taking(1), taking(1));
        assertThat(calls).isEqualTo(2 * (4 * 5 + 5));
    }
}

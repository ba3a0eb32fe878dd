// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineAloneTest {
    private static final int CALL_MILLIS = 80;

    @Test
    void aCallThatTakesLongerThanItsPeriodIsAGap() throws InterruptedException {
        assertThat(MachineAlone.longestGapMillis(1, 10, CALL_MILLIS, 600)).isGreaterThan(CALL_MILLIS / 2.0);
    }
}

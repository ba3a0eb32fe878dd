// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MachineAloneTest {
    @Test
    void callersByTheClockLeaveATimeBetweenThem() throws InterruptedException {
        assertThat(MachineAlone.longestGapMillis(1, 40, 1, Duration.ofMillis(500)))
                .isBetween(39.0, 500.0);
    }
}

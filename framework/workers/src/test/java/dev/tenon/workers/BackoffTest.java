// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Backoff backoff = new Backoff(FIRST, LONGEST, 6, Duration.ofMinutes(10), () -> now);

    @Test
    void restsTwiceAsLongEachTimeAndThenTheLongest() {
        assertThat(backoff.rest()).isZero();
        List<Long> rests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            backoff.ended();
            rests.add(backoff.rest().toMillis());
            now = now.plus(backoff.rest());
            assertThat(backoff.rest()).isZero();
        }
        assertThat(rests).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 60_000L, 60_000L, 60_000L);
    }

    @Test
    void opensTheCircuitAfterTooManyEndsAndClosesItWhenTheyAreLongPast() {
        for (int i = 0; i < 5; i++) {
            backoff.ended();
        }
        assertThat(backoff.isOpen()).isFalse();
        backoff.ended();
        assertThat(backoff.isOpen()).isTrue();
        now = now.plus(Duration.ofMinutes(11));
        assertThat(backoff.isOpen()).isFalse();
        backoff.ended();
        assertThat(backoff.rest()).isEqualTo(FIRST);
    }

    @Test
    void restShrinksWithTime() {
        backoff.ended();
        now = now.plusMillis(200);
        assertThat(backoff.rest()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void refusesPausesThatMakeNoSense() {
        assertThatThrownBy(() -> new Backoff(LONGEST, FIRST, 1, LONGEST, () -> now))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

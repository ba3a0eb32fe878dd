// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.assistant.ForeignFailure.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int CALLS = 50;

    @Test
    void callsOneAfterTheOtherNeedFewThreads() throws ForeignFailure {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Guard guard = new Guard(CALLS)) {
            for (int i = 0; i < CALLS; i++) {
                guard.call(this, LIMIT, () -> threads.add(Thread.currentThread()));
            }
        }
        // a thread whose call has ended may not wait for the next one yet
        assertThat(threads).hasSizeLessThan(CALLS / 2);
    }

    @Test
    void refusesWhatFindsAllCallsTaken() throws ForeignFailure {
        CountDownLatch end = new CountDownLatch(1);
        try (Guard guard = new Guard(1)) {
            guard.begin(this, () -> {
                return end.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            });
            assertThatThrownBy(() -> guard.call(this, Duration.ofMillis(10), () -> 1))
                    .isInstanceOfSatisfying(ForeignFailure.class, failure -> assertThat(failure.kind())
                            .isEqualTo(Kind.TOO_BUSY));
            end.countDown();
            assertThat(guard.<Integer>call(this, LIMIT, () -> 2)).isEqualTo(2);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallLoadTest {
    private static final int SOME = 20;

    private final CountDownLatch called = new CountDownLatch(SOME);

    @Test
    void countsCallsThatFail() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        Map<String, Object> figures = run(Optional.of(() -> {
            called.countDown();
            if (calls.incrementAndGet() == 3) {
                throw new IllegalStateException("stopped");
            }
        }));
        assertThat(figures).containsEntry("failed", 1L);
        assertThat(figures.get("failures")).asString().contains("stopped=1");
    }

    @Test
    void countsCallsForWhichNobodyIsThere() throws InterruptedException {
        CallLoad load = new CallLoad(() -> {
            called.countDown();
            return Optional.empty();
        });
        load.closed(1);
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat((long) load.stop().get("failed")).isGreaterThanOrEqualTo(SOME - 1);
    }

    @Test
    void noticesThePlantedStop() throws InterruptedException {
        CallLoad load = new CallLoad(() -> Optional.of(called::countDown));
        load.open(2, 2);
        called.await(10, TimeUnit.SECONDS);
        load.windowBegins(50);
        CountDownLatch after = new CountDownLatch(1);
        assertThat(after.await(100, TimeUnit.MILLISECONDS)).isFalse();
        load.windowEnds();
        Map<String, Object> figures = load.stop();
        assertThat((double) figures.get("longest_gap_ms")).isGreaterThan(25);
        assertThat(figures).containsEntry("failed", 1L);
    }

    @Test
    void losesOneCallAWindowHoweverManyBeginAtOnce() throws InterruptedException {
        int callers = 8;
        long windows = 300;
        Semaphore begun = new Semaphore(0);
        CallLoad load = new CallLoad(() -> Optional.of(begun::release));
        load.closed(callers);
        for (int i = 0; i < windows; i++) {
            load.windowBegins(1);
            begun.drainPermits();
            assertThat(begun.tryAcquire(2 * callers, 10, TimeUnit.SECONDS)).isTrue(); // so some have ended
            load.windowEnds();
        }
        assertThat(load.stop()).containsEntry("failed", windows);
    }

    private Map<String, Object> run(Optional<SwapCalls> consumer) throws InterruptedException {
        CallLoad load = new CallLoad(() -> consumer);
        load.closed(1);
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        return load.stop();
    }
}

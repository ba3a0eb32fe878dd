// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RecentTest {
    private final Recent<String, Integer> recent = new Recent<>(2);
    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void computesOnceForAllWhoWantTheSame() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch may = new CountDownLatch(1);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(
                () -> recent.get("a", key -> {
                    begun.countDown();
                    await(may);
                    return computed.incrementAndGet();
                }),
                work -> new Thread(work, "first").start());
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(
                () -> recent.get("a", key -> computed.incrementAndGet()), work -> new Thread(work, "second").start());
        assertThat(recent.get("b", key -> 7)).as("another key does not wait").isEqualTo(7);
        may.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void triesAgainAfterAFailure() {
        assertThatThrownBy(() -> recent.get("a", key -> {
                    throw new IllegalArgumentException("not now");
                }))
                .hasMessage("not now");
        assertThat(recent.get("a", key -> computed.incrementAndGet())).isEqualTo(1);
    }

    @Test
    void forgetsWhatWasNotUsedLately() {
        recent.get("a", key -> 1);
        recent.get("b", key -> 2);
        recent.get("a", key -> 3);
        recent.get("c", key -> 4);
        assertThat(recent.get("a", key -> 5)).isEqualTo(1);
        assertThat(recent.get("b", key -> 6)).isEqualTo(6);
    }

    @Test
    void tellsWhatIsThereAndTakesWhatWasComputedElsewhere() {
        recent.put("a", 1);
        recent.get("b", key -> 2);
        recent.put("a", 3);
        assertThat(recent.get("a", key -> 4)).isEqualTo(1);
        assertThat(recent.newestFirst()).containsExactly(Map.entry("a", 1), Map.entry("b", 2));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

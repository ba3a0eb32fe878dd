// SPDX-License-Identifier: Apache-2.0
package dev.tenon.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.NoticeBoard;
import dev.tenon.runtime.NoticeBoard.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NoticeKeeperTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final NoticeKeeper keeper = new NoticeKeeper();
    private final ExecutorService readers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        readers.shutdownNow();
    }

    private List<Notice> now(long id) throws InterruptedException {
        return keeper.since(id, Duration.ZERO);
    }

    @Test
    void returnsWhatIsNewerOldestFirst() throws Exception {
        Instant before = Instant.now();
        keeper.post("a", "one");
        keeper.post("b", "two");
        List<Notice> all = now(0);
        assertThat(all).extracting(Notice::text).containsExactly("one", "two");
        assertThat(all).extracting(Notice::plugin).containsExactly("a", "b");
        assertThat(all.get(0).at()).isBetween(before, Instant.now());
        assertThat(now(all.get(0).id())).containsExactly(all.get(1));
        assertThat(now(all.get(1).id())).isEmpty();
    }

    @Test
    void keepsTheLastHundred() throws Exception {
        for (int i = 1; i <= NoticeBoard.KEPT + 5; i++) {
            keeper.post("a", "notice " + i);
        }
        assertThat(now(0))
                .hasSize(NoticeBoard.KEPT)
                .extracting(Notice::text)
                .startsWith("notice 6")
                .endsWith("notice 105");
    }

    @Test
    void countsOnAfterARestart() throws Exception {
        keeper.post("a", "before");
        long last = now(0).get(0).id();
        assertThat(last).isPositive().isLessThan(1L << 53);
        while (System.currentTimeMillis() < last) {
            Thread.onSpinWait();
        }
        NoticeKeeper next = new NoticeKeeper();
        next.post("a", "after");
        assertThat(next.since(last, Duration.ZERO)).extracting(Notice::text).containsExactly("after");
    }

    @Test
    void waitsForTheNextOneAndNoLonger() throws Exception {
        keeper.post("a", "old");
        long last = now(0).get(0).id();
        assertThat(keeper.since(last, Duration.ofMillis(20)))
                .as("patience is bounded")
                .isEmpty();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Future<List<Notice>> waiting = readers.submit(() -> {
            thread.complete(Thread.currentThread());
            return keeper.since(last, LONG);
        });
        untilItWaits(thread.get());
        keeper.post("a", "new");
        assertThat(waiting.get(10, TimeUnit.SECONDS)).extracting(Notice::text).containsExactly("new");
    }

    @Test
    void letsAllGoWhenItIsTakenDown() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Future<List<Notice>> waiting = readers.submit(() -> {
            thread.complete(Thread.currentThread());
            return keeper.since(0, LONG);
        });
        untilItWaits(thread.get());
        keeper.close();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    private static void untilItWaits(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }
}

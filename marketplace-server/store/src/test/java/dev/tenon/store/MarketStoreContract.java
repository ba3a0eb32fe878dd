// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.catalog.format.Release;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store must do, whichever database it stands on. */
abstract class MarketStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private MarketStore store;

    /** The store of this test; the same one again after it was closed. */
    abstract MarketStore open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        store = open();
        store.claim("example", Set.of("org.example"), NOON);
    }

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void beginsEmptyAtSequenceZero() {
        assertThat(store.snapshot()).isEqualTo(new Snapshot(0, Instant.EPOCH, List.of()));
    }

    @Test
    void keepsReleasesSortedWithAGrowingSequence() throws Exception {
        assertThat(store.add(release("org.example.b", "1.10.0"), Extras.NONE)).isEqualTo(1);
        assertThat(store.add(release("org.example.b", "1.9.0"), Extras.NONE)).isEqualTo(2);
        assertThat(store.add(release("org.example.a", "2.0.0"), Extras.NONE)).isEqualTo(3);

        Snapshot before = store.snapshot();
        store.close();
        store = open();

        assertThat(store.snapshot()).isEqualTo(before);
        assertThat(before.sequence()).isEqualTo(3);
        assertThat(before.changedAt()).isEqualTo(NOON);
        assertThat(before.releases())
                .extracting(release -> release.id() + " " + release.version())
                .containsExactly("org.example.a 2.0.0", "org.example.b 1.9.0", "org.example.b 1.10.0");
    }

    @Test
    void neverTakesAVersionTwice() {
        store.add(release("org.example.a", "1.0.0"), Extras.NONE);

        assertThatThrownBy(() -> store.add(release("org.example.a", "1.0.0"), Extras.NONE))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(RefusedException.Reason.EXISTS));
        assertThat(store.snapshot().sequence()).as("a refusal changes nothing").isEqualTo(1);
    }

    @Test
    void leavesATombstoneThatBlocksTheVersionForEver() {
        store.add(release("org.example.a", "1.0.0"), Extras.NONE);
        store.withdraw("org.example.a", "1.0.0", "published by mistake", NOON.plusSeconds(60));

        assertThat(store.snapshot().releases()).isEmpty();
        assertThat(store.snapshot().sequence()).isEqualTo(2);
        assertThat(store.taken("org.example.a", "1.0.0")).isTrue();
        assertThat(store.taken("org.example.a", "1.0.1")).isFalse();
        assertThatThrownBy(() -> store.add(release("org.example.a", "1.0.0"), Extras.NONE))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> store.withdraw("org.example.a", "1.0.0", "again", NOON))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void letsOneOfManyPublishersOfTheSameVersionThrough() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                attempts.add(() -> {
                    try {
                        store.add(release("org.example.race", "1.0.0"), Extras.NONE);
                        return true;
                    } catch (RefusedException e) {
                        return false;
                    }
                });
            }
            int through = 0;
            for (Future<Boolean> attempt : pool.invokeAll(attempts, 30, TimeUnit.SECONDS)) {
                through += attempt.get() ? 1 : 0;
            }
            assertThat(through).isEqualTo(1);
            assertThat(store.snapshot().sequence()).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void knowsWhatABlobIsNeededFor() {
        Extras extras = new Extras("c".repeat(64), "image/png", "d".repeat(64));
        store.add(release("org.example.a", "1.0.0"), extras);

        assertThat(store.extras("org.example.a", "1.0.0")).isEqualTo(extras);
        assertThat(store.extras("org.example.a", "9.0.0")).isEqualTo(Extras.NONE);
        assertThat(store.blobs()).containsExactlyInAnyOrder("a".repeat(64), "c".repeat(64), "d".repeat(64));
    }

    @Test
    void givesANamespaceToOnePublisherOnly() {
        store.claim("example", Set.of("org.example", "net.example"), NOON);

        assertThatThrownBy(() -> store.claim("other", Set.of("com.other", "org.example"), NOON))
                .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.reason())
                        .isEqualTo(RefusedException.Reason.FORBIDDEN));
        assertThat(store.namespaces()).as("whole or not at all").containsOnlyKeys("org.example", "net.example");
    }

    @Test
    void findsTheOwnerOfTheLongestPrefix() {
        store.claim("sub", Set.of("org.example.sub"), NOON);

        assertThat(store.owner("org.example.sub.tides")).contains("sub");
        assertThat(store.owner("org.example.subway")).contains("example");
        assertThat(store.owner("org.example")).isEmpty();
        assertThat(store.owner("org.examples.tides")).isEmpty();
    }

    @Test
    void remembersTokensByTheirDigest() throws Exception {
        Account account = new Account("example", Set.of("org.example", "net.example"));
        store.addToken("f".repeat(64), account, NOON);
        store.close();
        store = open();

        assertThat(store.account("f".repeat(64))).contains(account);
        assertThat(store.account("e".repeat(64))).isEmpty();
    }

    static Release release(String id, String version) {
        return new Release(
                id,
                version,
                "Name “quoted”",
                "摘要",
                "Apache-2.0",
                List.of("skill"),
                List.of(),
                "a".repeat(64),
                1,
                NOON.toString(),
                "example",
                List.of(),
                List.of(),
                List.of());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Release;
import dev.tenon.catalog.format.SkillEntry;
import dev.tenon.generation.GenerationStore;
import dev.tenon.generation.Home;
import dev.tenon.runtime.Offers.Offer;
import dev.tenon.trust.VerifiedIndex;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;

class OfferedSkillsTest {
    /** Longer than anybody waits who has an index already. */
    private static final long BUSY_MS = 1_000;

    @TempDir
    Path folder;

    private Felix felix;

    @BeforeEach
    void start() throws Exception {
        Home home = Home.open(folder.resolve("home"));
        new GenerationStore(home).commit("first start", List.of());
        felix = new Felix(Map.of(
                Constants.FRAMEWORK_STORAGE,
                folder.resolve("felix").toString(),
                "tenon.home",
                home.root().toString(),
                "tenon.distribution",
                folder.toString()));
        felix.start();
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
        felix.waitForStop(5_000);
    }

    @Test
    void waitsForTheFirstIndexOnABusyMachineAndAsksForItOnce() {
        BusyIndex index = new BusyIndex(Optional.empty());
        OfferedSkills offered = new OfferedSkills(felix.getBundleContext(), index);
        CompletableFuture<List<Offer>> another =
                CompletableFuture.supplyAsync(offered::offers, work -> new Thread(work, "another").start());
        assertThat(offered.offers()).extracting(Offer::skill).containsExactly("units");
        assertThat(another.join()).extracting(Offer::skill).containsExactly("units");
        assertThat(index.refreshed).hasValue(1);
    }

    @Test
    void takesTheLastIndexWhereTheNewestIsLate() {
        BusyIndex index = new BusyIndex(Optional.of(BusyIndex.of("dates")));
        assertThat(new OfferedSkills(felix.getBundleContext(), index).offers())
                .extracting(Offer::skill)
                .containsExactly("dates");
    }

    /** A marketplace whose index takes its time. */
    private static final class BusyIndex implements VerifiedIndex {
        private final Optional<Snapshot> last;
        private final AtomicInteger refreshed = new AtomicInteger();

        private BusyIndex(Optional<Snapshot> last) {
            this.last = last;
        }

        static Snapshot of(String skill) {
            Release release = new Release(
                    "org.example.skill." + skill,
                    "1.0.0",
                    "A skill",
                    "Does something.",
                    "Apache-2.0",
                    List.of("skill"),
                    List.of(),
                    "0".repeat(64),
                    1,
                    "",
                    "somebody",
                    List.of(),
                    List.of(),
                    List.of(new SkillEntry(skill, "Does it.", Map.of("en", List.of("do it")), List.of())));
            return new Snapshot(
                    URI.create("http://127.0.0.1:1"),
                    "0123456789abcdef",
                    new Index(1, "2026-01-01T00:00:00Z", List.of(release)));
        }

        @Override
        public Optional<Snapshot> last() {
            return last;
        }

        @Override
        public Snapshot refresh() {
            refreshed.incrementAndGet();
            try {
                assertThat(new CountDownLatch(1).await(BUSY_MS, TimeUnit.MILLISECONDS))
                        .isFalse();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return of("units");
        }
    }
}

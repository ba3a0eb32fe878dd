// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.condition.Condition;

@Timeout(60)
class LateStartTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Felix felix;

    @BeforeEach
    void start() throws Exception {
        felix = EmptyFelix.in(folder);
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
        felix.waitForStop(5_000);
    }

    private boolean isUnderWay() throws InvalidSyntaxException {
        BundleContext context = felix.getBundleContext();
        return !context.getServiceReferences(Condition.class, "(osgi.condition.id=tenon.starting)")
                .isEmpty();
    }

    @Test
    void saysSoAsLongAsItIsUnderWay() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        LateStart late = LateStart.announced(felix.getBundleContext());
        assertThat(isUnderWay()).as("before anything begins").isTrue();
        late.begin(() -> awaitQuietly(goOn));
        late.await(Duration.ofMillis(1));
        assertThat(isUnderWay()).isTrue();
        goOn.countDown();
        late.await(LONG);
        assertThat(isUnderWay()).isFalse();
    }

    @Test
    void endsWhenTheHostStops() throws Exception {
        LateStart late = LateStart.announced(felix.getBundleContext());
        late.begin(() -> awaitQuietly(new CountDownLatch(1)));
        late.stop();
        late.await(LONG);
        assertThat(isUnderWay()).isFalse();
    }

    @Test
    void nobodyWaitsForWhatFailed() throws Exception {
        LateStart late = LateStart.announced(felix.getBundleContext());
        late.begin(() -> {
            throw new IllegalStateException("made up by the test");
        });
        late.await(LONG);
        assertThat(isUnderWay()).isFalse();
    }

    @Test
    void nothingIsNotWaitedFor() throws Exception {
        LateStart.nothing().await(LONG);
        assertThat(isUnderWay()).isFalse();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

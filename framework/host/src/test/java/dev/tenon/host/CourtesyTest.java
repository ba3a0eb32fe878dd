// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;

@Timeout(60)
class CourtesyTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    Path folder;

    private final AtomicInteger requests = new AtomicInteger();

    /** How often the door was asked. */
    private final AtomicInteger asked = new AtomicInteger();

    private final CountDownLatch askedOften = new CountDownLatch(3);

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

    private void openDoor() {
        IntSupplier door = () -> {
            asked.incrementAndGet();
            askedOften.countDown();
            return requests.get();
        };
        felix.getBundleContext()
                .registerService(
                        IntSupplier.class, door, new Hashtable<>(Map.of(Courtesy.PROPERTY, Courtesy.ANSWERED_NOW)));
    }

    private Courtesy courtesy(Duration limit) {
        return new Courtesy(felix.getBundleContext(), limit);
    }

    @Test
    void waitsUntilTheRequestIsAnswered() throws Exception {
        openDoor();
        requests.set(1);
        Courtesy courtesy = courtesy(LONG);
        CompletableFuture<Void> way = CompletableFuture.runAsync(courtesy::giveWay);
        assertThat(askedOften.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(way).isNotDone();
        requests.set(0);
        way.get(20, TimeUnit.SECONDS);
    }

    @Test
    void spendsNoMoreThanItsLimitInAll() {
        openDoor();
        requests.set(1);
        Courtesy courtesy = courtesy(SHORT);
        courtesy.giveWay();
        int before = asked.get();
        courtesy.giveWay();
        courtesy.giveWay();
        assertThat(before).isPositive();
        assertThat(asked).as("the limit is spent").hasValue(before);
    }

    @Test
    void doesNotWaitForAHostWithoutADoor() {
        requests.set(1);
        Courtesy courtesy = courtesy(LONG);
        courtesy.giveWay();
    }

    @Test
    void asksTheDoorAloneAndNoPluginThatOffersTheSame() {
        openDoor();
        IntSupplier plugin = () -> {
            throw new IllegalStateException("made up by the test");
        };
        felix.getBundleContext()
                .registerService(
                        IntSupplier.class,
                        plugin,
                        new Hashtable<>(
                                Map.of(Courtesy.PROPERTY, Courtesy.ANSWERED_NOW, Constants.SERVICE_RANKING, 1_000)));
        courtesy(LONG).giveWay();
        assertThat(asked).hasValue(1);
    }

    @Test
    void endsWhenInterrupted() throws Exception {
        openDoor();
        requests.set(1);
        Courtesy courtesy = courtesy(LONG);
        AtomicInteger interrupted = new AtomicInteger();
        Thread thread = new Thread(() -> {
            courtesy.giveWay();
            interrupted.set(Thread.currentThread().isInterrupted() ? 1 : -1);
        });
        thread.start();
        thread.interrupt();
        thread.join(20_000);
        assertThat(interrupted).hasValue(1);
    }
}

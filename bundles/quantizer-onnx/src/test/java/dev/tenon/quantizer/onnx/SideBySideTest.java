// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.backend.BackendException.Reason;
import dev.tenon.api.tensor.Tensor;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class SideBySideTest {
    private static List<Map<String, Tensor>> samples(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Map.of("x", Tensor.ofFloats(new float[] {i}, 1)))
                .toList();
    }

    private static int number(Map<String, Tensor> sample) {
        return Math.round(sample.values().iterator().next().toFloats()[0]);
    }

    @Test
    void answersAreSeenInOrderByTheCaller() throws Exception {
        CountDownLatch later = new CountDownLatch(1);
        List<Integer> seen = new ArrayList<>();
        Thread caller = Thread.currentThread();
        boolean isAlone = Runtime.getRuntime().availableProcessors() == 1;
        int count = SideBySide.each(
                samples(50).iterator(),
                40,
                sample -> {
                    if (number(sample) == 1 || isAlone) {
                        later.countDown();
                    }
                    awaits(later); // the first ends only when the second has come
                    return number(sample);
                },
                answer -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    seen.add(answer);
                });
        assertThat(count).isEqualTo(40);
        assertThat(seen).isEqualTo(IntStream.range(0, 40).boxed().toList());
    }

    @Test
    void aFailureNamesItsSampleAndEndsAll() {
        AtomicInteger running = new AtomicInteger();
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        assertThatThrownBy(() -> SideBySide.each(
                        samples(50).iterator(),
                        50,
                        sample -> {
                            running.incrementAndGet();
                            try {
                                if (number(sample) == 7) {
                                    throw new BackendException(Reason.INVALID_TENSOR, "seven");
                                }
                                return number(sample);
                            } finally {
                                linger(number(sample) > 7);
                                running.decrementAndGet();
                            }
                        },
                        seen::add))
                .isInstanceOfSatisfying(SideBySide.FailedException.class, thrown -> assertThat(thrown.index())
                        .isEqualTo(7))
                .hasMessage("seven");
        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(running).hasValue(0);
    }

    @Test
    void anInterruptEndsItWhenWhatRunsHasEnded() {
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> SideBySide.each(
                        samples(50).iterator(),
                        50,
                        sample -> {
                            begun.incrementAndGet();
                            caller.interrupt();
                            return ended.incrementAndGet();
                        },
                        answer -> {}))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended.get()).isEqualTo(begun.get()).isLessThan(50);
    }

    @Test
    void whatNobodyExpectedIsThrownAsItIs() {
        IllegalStateException odd = new IllegalStateException("odd");
        assertThatThrownBy(() -> SideBySide.each(
                        samples(3).iterator(),
                        3,
                        sample -> {
                            throw odd;
                        },
                        answer -> {}))
                .isSameAs(odd);
    }

    /** Long enough that a call which did not wait would have returned. */
    private static void linger(boolean doesLinger) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(doesLinger ? 200 : 0);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

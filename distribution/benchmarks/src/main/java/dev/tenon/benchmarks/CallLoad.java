// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Callers that call whatever consumer is there, until they are stopped. A call for which no consumer is there is a failed
 * call: a consumer that lost what it needs serves nobody.
 */
final class CallLoad {
    private static final long TAIL_NANOS = 50_000_000;
    private static final long ABSENT_NANOS = 1_000_000;
    private static final long NO_STREAM_NANOS = 100_000_000;
    private static final long END_SECONDS = 60;
    private static final int KINDS_OF_FAILURE = 8;

    private final Supplier<Optional<SwapCalls>> consumer;
    private final List<Thread> threads = new ArrayList<>();
    private final Timeline timeline = new Timeline();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong streams = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Map<String, Integer> failures = new LinkedHashMap<>();
    private final AtomicBoolean loseOne = new AtomicBoolean();
    private final CpuShare cpu = new CpuShare();
    private volatile boolean stopped;
    private volatile long heldUpUntil = System.nanoTime();
    private long windowFrom;

    CallLoad(Supplier<Optional<SwapCalls>> consumer) {
        this.consumer = consumer;
    }

    /** Callers that call again as soon as they were answered, and one for what lasts. */
    void closed(int callers) {
        for (int i = 0; i < callers; i++) {
            begin(() -> {
                while (!stopped) {
                    attempt(SwapCalls::call);
                    calls.incrementAndGet();
                }
            });
        }
        streams();
    }

    /** One caller for what lasts. */
    void streams() {
        begin(() -> {
            AtomicBoolean there = new AtomicBoolean(true);
            while (!stopped) {
                if (attempt(each -> there.set(each.stream(() -> !stopped))) && there.get()) {
                    streams.incrementAndGet();
                }
                if (!there.getAndSet(true)) {
                    LockSupport.parkNanos(NO_STREAM_NANOS);
                }
            }
        });
    }

    /** Callers that call by the clock, whether or not they were answered; each latency counts from the planned moment. */
    void open(int callers, long periodMillis) {
        long period = TimeUnit.MILLISECONDS.toNanos(periodMillis);
        long start = System.nanoTime() + period;
        for (int i = 0; i < callers; i++) {
            long first = start + i * period / callers;
            begin(() -> {
                for (long intended = first; !stopped; intended += period) {
                    for (long wait = intended - System.nanoTime(); wait > 0; wait = intended - System.nanoTime()) {
                        LockSupport.parkNanos(wait);
                    }
                    calls.incrementAndGet();
                    if (attempt(SwapCalls::call)) {
                        timeline.call(intended, System.nanoTime());
                    }
                }
            });
        }
    }

    /**
     * A swap begins.
     *
     * @param holdUpMillis the planted fault: for so long no call begins, and one gets lost; 0 for none
     */
    void windowBegins(long holdUpMillis) {
        windowFrom = System.nanoTime();
        heldUpUntil = windowFrom + TimeUnit.MILLISECONDS.toNanos(holdUpMillis);
        loseOne.set(holdUpMillis > 0);
    }

    /** It is over; what it leaves to do comes soon after. */
    void windowEnds() {
        timeline.window(windowFrom, System.nanoTime() + TAIL_NANOS);
    }

    /** Stops all callers and tells what they saw. */
    Map<String, Object> stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
            if (thread.isAlive()) {
                fail("a call that does not end: " + thread.getStackTrace()[0]);
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("calls", calls.get());
        figures.put("streams", streams.get());
        figures.put("failed", failed.get());
        figures.put("failures", failures.toString());
        figures.putAll(cpu.figures());
        figures.putAll(timeline.figures());
        return figures;
    }

    private void begin(Runnable caller) {
        Thread thread = new Thread(caller, "tenon-bench-caller-" + threads.size());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private interface Attempt {
        void on(SwapCalls consumer) throws Exception;
    }

    private boolean attempt(Attempt attempt) {
        for (long wait = heldUpUntil - System.nanoTime(); wait > 0; wait = heldUpUntil - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
        Optional<SwapCalls> there = consumer.get();
        if (there.isEmpty()) {
            fail("the consumer has lost what it needs");
            LockSupport.parkNanos(ABSENT_NANOS);
            return false;
        }
        try {
            attempt.on(there.get());
            if (loseOne.compareAndSet(true, false)) {
                fail("lost on purpose");
                return false;
            }
            return true;
        } catch (Exception | LinkageError e) { // whatever a swap makes of a call
            fail(e.toString());
            return false;
        }
    }

    private void fail(String why) {
        failed.incrementAndGet();
        synchronized (failures) {
            if (failures.containsKey(why) || failures.size() < KINDS_OF_FAILURE) {
                failures.merge(why, 1, Integer::sum);
            }
        }
    }
}

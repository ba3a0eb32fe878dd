// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A call under way.
 *
 * @param number of the call
 * @param reply what becomes of it
 * @param unheard the last note that was not passed on yet, empty if there is none
 * @param news has a permit whenever one of the two changed
 */
record PendingCall(long number, CompletableFuture<Frame> reply, AtomicReference<String> unheard, Semaphore news) {
    PendingCall(long number) {
        this(number, new CompletableFuture<>(), new AtomicReference<>(""), new Semaphore(0));
        reply.whenComplete((frame, failure) -> news.release());
    }

    /** Takes a note in, in place of one that was not passed on yet. */
    void say(String words) {
        unheard.set(words);
        news.release();
    }

    /** Passes notes on, on this thread, until there is a reply; then what came just before it. */
    Frame await(Duration limit, Consumer<String> notes)
            throws InterruptedException, ExecutionException, TimeoutException {
        long end = System.nanoTime() + limit.toNanos();
        while (!reply.isDone()) {
            long left = end - System.nanoTime();
            if (left <= 0 || !news.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            news.drainPermits();
            passOn(notes);
        }
        passOn(notes);
        return reply.get();
    }

    private void passOn(Consumer<String> notes) {
        String words = unheard.getAndSet("");
        if (!words.isEmpty()) {
            notes.accept(words);
        }
    }
}

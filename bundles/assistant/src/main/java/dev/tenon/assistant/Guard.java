// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.assistant.ForeignFailure.Kind;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs plugins' code on threads of its own, each call with a time limit, so that whatever a plugin does the asker gets
 * an answer. A call that does not heed its interruption keeps its thread; the number of calls at a time is bounded.
 */
final class Guard implements AutoCloseable {
    /** For looking at a skill: its description, what it understands. */
    static final Duration LOOK = Duration.ofSeconds(5);

    private final ExecutorService pool;
    private final Semaphore free;

    Guard(int calls) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = work -> {
            Thread thread = new Thread(work, "assistant-" + number.incrementAndGet());
            thread.setDaemon(true);
            // it may be made for a plugin that asks, and must not keep that plugin in memory
            thread.setContextClassLoader(Guard.class.getClassLoader());
            return thread;
        };
        // the thread that was idle last goes on, the others end: each collection of garbage scans the stacks of all
        pool = Executors.newCachedThreadPool(factory);
        free = new Semaphore(calls);
    }

    /**
     * Calls. Waits for its turn as long as the call itself may take.
     *
     * @param owner whose class loader is the context loader during the call
     * @param limit time allowed
     * @param work the plugin's code
     * @throws ForeignFailure if it threw (the cause tells), was too slow, its turn did not come, or the caller was
     *     interrupted
     */
    <T> T call(Object owner, Duration limit, Callable<T> work) throws ForeignFailure {
        FutureTask<T> running = new FutureTask<>(() -> inContextOf(owner, work));
        try {
            if (!free.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ForeignFailure(Kind.TOO_BUSY, "found as many skills at work as may be");
            }
            start(running);
            return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new ForeignFailure(Kind.THREW, "threw " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            running.cancel(true);
            throw new ForeignFailure(Kind.TOO_SLOW, "did not return within " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new ForeignFailure(Kind.ASKER_GONE, "was left by the asker", e);
        }
    }

    /**
     * Begins work that nobody waits for, unless as many calls run as may.
     *
     * @param owner as {@link #call}
     * @param work the plugin's code
     * @throws ForeignFailure if the assistant is stopping
     */
    void begin(Object owner, Callable<?> work) throws ForeignFailure {
        if (free.tryAcquire()) {
            start(new FutureTask<>(() -> inContextOf(owner, work)));
        }
    }

    private void start(FutureTask<?> work) throws ForeignFailure {
        try {
            pool.execute(() -> {
                try {
                    work.run();
                } finally {
                    free.release();
                }
            });
        } catch (RejectedExecutionException e) {
            free.release();
            throw new ForeignFailure(Kind.TOO_BUSY, "came when the assistant was stopping", e);
        }
    }

    private static <T> T inContextOf(Object owner, Callable<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(owner.getClass().getClassLoader());
        try {
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}

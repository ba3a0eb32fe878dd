// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.api.backend.BackendException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs several samples at once, each on threads of its own: the many small operators of a model gain nothing from a second
 * thread, and a second sample does. What is made of them is seen in the samples' order, so that sums are the same each time.
 */
final class SideBySide {
    /** Each sample on the way takes the memory of its activations. */
    private static final int MOST = 4;

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private static final int AT_ONCE = Math.max(1, Math.min(MOST, CORES));

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private SideBySide() {}

    /**
     * Asks a model, or several.
     *
     * @param <S> a sample
     * @param <T> what is made of it
     */
    interface Ask<S, T> {
        /** Called by several threads at once. */
        T of(S sample) throws BackendException;
    }

    /** Returns how many threads one run should take. */
    static int threadsOfEach() {
        return (CORES + AT_ONCE - 1) / AT_ONCE;
    }

    /** Returns of how many samples the outputs may be in memory at a time. */
    static int inMemory() {
        return AT_ONCE + 2;
    }

    /**
     * Asks of each sample.
     *
     * @param samples read by the calling thread
     * @param most so many of them, at most
     * @param ask what is asked
     * @param look sees each answer, on the calling thread; throws nothing but what is to end it
     * @return how many were asked; all have ended by then, whatever is thrown
     * @throws FailedException if one failed
     * @throws InterruptedIOException if the calling thread is interrupted, which stays set
     */
    static <S, T> int each(Iterator<S> samples, long most, Ask<S, T> ask, Consumer<T> look)
            throws FailedException, IOException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "quantizer-sample-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        Queue<Future<T>> asked = new ArrayDeque<>();
        int seen = 0;
        try {
            int begun = 0;
            while (begun < most && samples.hasNext()) {
                S sample = samples.next();
                asked.add(threads.submit(() -> ask.of(sample)));
                begun++;
                if (asked.size() > AT_ONCE) {
                    look.accept(answer(asked.remove(), seen));
                    seen++;
                }
            }
            while (!asked.isEmpty()) {
                look.accept(answer(asked.remove(), seen));
                seen++;
            }
            return seen;
        } finally {
            asked.forEach(each -> each.cancel(false));
            end(threads);
        }
    }

    private static <T> T answer(Future<T> asked, int index) throws FailedException, IOException {
        try {
            if (Thread.currentThread().isInterrupted()) { // where all is there in time, get() would not look
                throw new InterruptedException();
            }
            return asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BackendException failure) {
                throw new FailedException(index, failure);
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // nothing else is left
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("quantizing was interrupted");
        }
    }

    /** What was asked reads the caller's session and folder: it must not outlive the call, not even for an interrupt. */
    private static void end(ExecutorService threads) {
        threads.shutdown();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A sample that a model did not take. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1;

        private final int index;

        FailedException(int index, BackendException cause) {
            super(cause.getMessage(), cause);
            this.index = index;
        }

        /** Returns the sample's, from 0. */
        int index() {
            return index;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import dev.tenon.workers.Frame.Kind;
import dev.tenon.workers.WorkerException.Reason;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a worker whether it is there, three times within its limit, and ends it when the limit passes without a word. */
final class Heart implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Heart.class);

    private final Duration limit;
    private final SocketChannel channel;
    private final ReentrantLock writing;
    private final Future<?> ended;
    private final Consumer<Ending> end;
    private volatile long lastNanos = System.nanoTime();

    /**
     * Makes one; it beats in {@link #run}.
     *
     * @param limit of silence
     * @param channel to ask through
     * @param writing held by whoever writes to the channel
     * @param ended done when the worker is no more
     * @param end what to do with a silent one
     */
    Heart(Duration limit, SocketChannel channel, ReentrantLock writing, Future<?> ended, Consumer<Ending> end) {
        this.limit = limit;
        this.channel = channel;
        this.writing = writing;
        this.ended = ended;
        this.end = end;
    }

    /** Notes that the worker said something. */
    void heard() {
        lastNanos = System.nanoTime();
    }

    @Override
    public void run() {
        try {
            while (!isEnded()) {
                if (System.nanoTime() - lastNanos > limit.toNanos()) {
                    end.accept(new Ending(Reason.SILENT, "was silent for " + limit.toMillis() + " ms"));
                } else if (writing.tryLock()) { // who holds it is stuck in a write: then silence alone counts
                    try {
                        new Frame(Kind.BEAT).write(channel);
                    } finally {
                        writing.unlock();
                    }
                }
            }
        } catch (IOException e) { // the worker's reader sees the same and knows how it ended
            LOG.debug("A worker has no heartbeat", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a third of the limit for the end. */
    private boolean isEnded() throws InterruptedException {
        try {
            ended.get(limit.toNanos() / 3, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}

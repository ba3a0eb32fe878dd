// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes a stream on which nothing comes for too long, which wakes its reader: the JDK's client has no such limit. */
final class StallGuard implements AutoCloseable {
    private final InputStream stream;
    private final long limitNanos;
    private final ScheduledExecutorService clock;
    private volatile long last = System.nanoTime();

    StallGuard(InputStream stream, Duration limit) {
        this.stream = stream;
        this.limitNanos = limit.toNanos();
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tenon-model-download-guard");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(this::look, limitNanos / 4, limitNanos / 4, TimeUnit.NANOSECONDS);
    }

    /** Something came. */
    void alive() {
        last = System.nanoTime();
    }

    private void look() {
        if (System.nanoTime() - last > limitNanos) {
            try {
                stream.close();
            } catch (IOException e) {
                // The reader learns of it by its own exception.
                clock.shutdown();
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

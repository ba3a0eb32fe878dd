// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads of this bundle's own, for what is done later and for plugins' code that may never come back. */
final class Aside implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Aside.class);
    private static final Duration OFTEN = Duration.ofMillis(250);
    private static final Duration LATER = Duration.ofSeconds(6);

    private final ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = Executors.defaultThreadFactory().newThread(work);
        thread.setName("tenon-leases");
        thread.setDaemon(true);
        return thread;
    });

    /** Does something again and again, a few times a second. */
    void often(Runnable work) {
        later.scheduleAtFixedRate(work, 0, OFTEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does something after a few seconds. */
    void later(Runnable work) {
        try {
            later.schedule(work, LATER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The host is stopping", e);
        }
    }

    /** Does something on a thread of its own and waits for it, no longer than the limit. */
    void within(Duration limit, Runnable work) {
        Thread thread = new Thread(work, "tenon-leases-aside");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}

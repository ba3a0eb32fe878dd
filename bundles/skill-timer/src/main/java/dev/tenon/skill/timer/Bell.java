// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that waits for the next timer. It looks at the clock again and again, as machines sleep and clocks are set. */
final class Bell implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bell.class);
    private static final long LOOK_MILLIS = 2_000;
    private static final long PATIENCE_SECONDS = 5;

    private final Supplier<Optional<Duration>> ring;
    private final Thread thread;
    private boolean woken;
    private boolean closed;

    /**
     * Begins.
     *
     * @param ring rings what is due and says how long it is until the next, if there is one
     */
    Bell(Supplier<Optional<Duration>> ring) {
        this.ring = ring;
        thread = new Thread(this::run, "timer-bell");
        thread.setDaemon(true);
        thread.start();
    }

    /** The next timer may be another now. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    private void run() {
        try {
            while (pause(next())) {
                LOG.trace("Awake");
            }
        } catch (InterruptedException e) {
            LOG.debug("The bell is taken down", e);
        }
    }

    private Optional<Duration> next() {
        try {
            return ring.get();
        } catch (RuntimeException e) { // others' services are called: the next timer must ring all the same
            LOG.error("A timer could not ring; it is tried again", e);
            return Optional.of(Duration.ofMillis(LOOK_MILLIS));
        }
    }

    /** Returns whether to go on. */
    private synchronized boolean pause(Optional<Duration> next) throws InterruptedException {
        if (!woken && !closed) {
            wait(next.map(left -> Math.max(1, Math.min(LOOK_MILLIS, left.toMillis())))
                    .orElse(0L));
        }
        woken = false;
        return !closed;
    }

    /** Ends the thread and waits for that. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When a worker that ended may be started again: each time after twice the pause, up to the longest; after too many
 * ends within a window not at all until the longest pause has passed (the circuit is open), then once on trial.
 * Thread-safe.
 *
 * @see SteadyWorker
 */
public final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final int tries;
    private final Duration window;
    private final InstantSource clock;

    private final Deque<Instant> ends = new ArrayDeque<>();
    private Duration pause = Duration.ZERO;
    private Instant restsUntil = Instant.EPOCH;

    /**
     * Begins without a pause.
     *
     * @param first pause after the first end
     * @param longest pause ever
     * @param tries so many ends within the window open the circuit
     * @param window how long an end counts; a worker that lives longer begins anew
     * @param clock to look at
     * @throws IllegalArgumentException if a number is not positive or the first pause is longer than the longest
     */
    public Backoff(Duration first, Duration longest, int tries, Duration window, InstantSource clock) {
        if (first.isNegative() || first.isZero() || first.compareTo(longest) > 0 || tries < 1 || window.isNegative()) {
            throw new IllegalArgumentException("pauses " + first + " to " + longest + ", " + tries + " tries");
        }
        this.first = first;
        this.longest = longest;
        this.tries = tries;
        this.window = window;
        this.clock = clock;
    }

    /** Notes that the worker ended, or did not start. */
    public synchronized void ended() {
        Instant now = clock.instant();
        forgetBefore(now.minus(window));
        boolean anew = ends.isEmpty();
        ends.addLast(now);
        Duration doubled = anew || pause.isZero() ? first : pause.multipliedBy(2);
        pause = isOpen() || doubled.compareTo(longest) > 0 ? longest : doubled;
        restsUntil = now.plus(pause);
    }

    private void forgetBefore(Instant limit) {
        while (!ends.isEmpty() && ends.peekFirst().isBefore(limit)) {
            ends.removeFirst();
        }
    }

    /**
     * Returns how long the worker must rest from now.
     *
     * @return zero if it may be started
     */
    public synchronized Duration rest() {
        Duration rest = Duration.between(clock.instant(), restsUntil);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /**
     * Says whether the worker ended so often that only the longest pause is long enough.
     *
     * @return true while the circuit is open
     */
    public synchronized boolean isOpen() {
        forgetBefore(clock.instant().minus(window));
        return ends.size() >= tries;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until nobody holds a lease on releases that are to go, and ends what does not end. */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /** A stream that nobody has read from for so long is not waited for. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** What an interrupted call has to come out. */
    private static final long LAST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private Drain() {}

    /**
     * Drains closed targets.
     *
     * @return what had to be ended
     */
    static List<HeldLease> of(Collection<Target<?>> targets, Duration limit) {
        boolean interrupted =
                Thread.interrupted(); // whoever called the change off came too late, and must not hurry this
        try {
            return within(targets, limit);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static List<HeldLease> within(Collection<Target<?>> targets, Duration limit) {
        long begun = System.nanoTime();
        long pause = SHORTEST_PAUSE;
        List<HeldLease> ended = new ArrayList<>();
        try (Moves moves = new Moves()) {
            while (!isDone(targets)) {
                if (System.nanoTime() - begun > limit.toNanos()) {
                    ended.addAll(end(targets));
                    break;
                }
                for (Target<?> target : targets) {
                    moves.begin(target); // each time: a call that was under way may have left a lease
                    target.leases().stream()
                            .filter(lease -> lease.isIdle(IDLE_NANOS))
                            .forEach(lease -> {
                                LOG.warn("{} of {}: nobody uses it, it is ended", lease.holder(), target.name());
                                ended.add(lease.state());
                                target.count();
                                lease.end();
                            });
                }
                LockSupport.parkNanos(pause);
                pause = Math.min(LONGEST_PAUSE, pause * 2);
            }
        }
        return ended;
    }

    private static boolean isDone(Collection<Target<?>> targets) {
        return targets.stream().allMatch(target -> target.leases().isEmpty() && !Slots.isUsed(target));
    }

    /** Waits for calls alone, and ends none. */
    static void calls(Collection<Target<?>> targets, Duration limit) {
        long begun = System.nanoTime();
        while (targets.stream().anyMatch(Slots::isUsed) && System.nanoTime() - begun < limit.toNanos()) {
            LockSupport.parkNanos(SHORTEST_PAUSE);
        }
    }

    private static List<HeldLease> end(Collection<Target<?>> targets) {
        List<HeldLease> ended = new ArrayList<>();
        for (Target<?> target : targets) {
            for (HeldLease held : target.held()) {
                ended.add(held);
                target.count();
                LOG.warn(
                        "{} {}: a lease of {} did not end in time and is ended, held by {} for {} ms",
                        held.pluginId(),
                        held.version(),
                        held.type(),
                        held.holder(),
                        held.age().toMillis());
            }
            target.end();
        }
        long begun = System.nanoTime();
        while (!isDone(targets) && System.nanoTime() - begun < LAST_NANOS) {
            LockSupport.parkNanos(LONGEST_PAUSE);
        }
        return ended;
    }

    /** Waits until nobody uses something closed any more; a call inside native code cannot be hurried. */
    static void quiet(Slots.Closable closed) {
        while (Slots.isUsed(closed)) {
            LockSupport.parkNanos(SHORTEST_PAUSE);
        }
    }
}

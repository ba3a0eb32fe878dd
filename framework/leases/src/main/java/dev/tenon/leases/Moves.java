// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the holders of leases over to a successor, a few at a time and on threads of their own: it runs plugins' code,
 * and one that lasts must not keep the others. Not thread-safe.
 */
final class Moves implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);
    private static final int AT_ONCE = 4;

    private final Set<Lease<?>> begun = new HashSet<>();
    private final ExecutorService movers = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread thread = new Thread(work, "tenon-move");
        thread.setDaemon(true);
        return thread;
    });

    /** Begins with each holder that can be brought over and was not begun with. */
    void begin(Target<?> target) {
        for (Lease<?> lease : target.leases()) {
            Runnable move = lease.move();
            if (move != null && begun.add(lease)) {
                movers.execute(() -> run(lease, move));
            }
        }
    }

    private static void run(Lease<?> lease, Runnable move) {
        try {
            move.run();
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // foreign code
            LOG.warn("{} is not brought over to the successor", lease.holder(), e);
            lease.end();
        }
    }

    /** Begins with nothing more; what is under way goes on. */
    @Override
    public void close() {
        movers.shutdown();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import java.time.Duration;
import java.util.Optional;

/** The deletion of what earlier hosts left, which never begins once the host stops. Thread-safe. */
final class OldCaches {
    private final FelixCache cache;
    private Optional<Thread> deletion = Optional.empty();
    private boolean isStopped;

    OldCaches(FelixCache cache) {
        this.cache = cache;
    }

    /** Begins, in a thread. */
    synchronized void delete() {
        if (!isStopped) {
            deletion = Optional.of(cache.deleteOld());
        }
    }

    /** Ends it soon; the next host goes on. */
    synchronized void stop() {
        isStopped = true;
        deletion.ifPresent(Thread::interrupt);
    }

    /** Waits for its end after {@link #stop}. */
    void await(Duration limit) throws InterruptedException {
        Optional<Thread> begun;
        synchronized (this) {
            begun = deletion;
        }
        if (begun.isPresent()) {
            begun.get().join(limit.toMillis());
        }
    }
}

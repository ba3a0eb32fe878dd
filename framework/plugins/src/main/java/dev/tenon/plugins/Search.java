// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.resource.Resource;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.Resolver;

/**
 * A search for solutions, all of them within one time limit, each on a thread of its own: a set that cannot be resolved
 * in that time is given up, and so is one whose caller is interrupted.
 */
final class Search {
    private static final int PATIENCE = 4;

    private final Resolver resolver;
    private final Duration limit;
    private final long endNanos;

    Search(Resolver resolver, Duration limit) {
        this.resolver = resolver;
        this.limit = limit;
        endNanos = System.nanoTime() + limit.toNanos();
    }

    boolean isOver() {
        return endNanos - System.nanoTime() <= 0;
    }

    /**
     * Resolves a set.
     *
     * @param what is searched for, for the refusal
     * @throws ResolutionException if it has no solution
     * @throws AdminException if none was found in time, or the caller was interrupted
     */
    Set<Resource> resolve(DesiredSet set, String what) throws ResolutionException {
        FutureTask<Set<Resource>> task =
                new FutureTask<>(() -> resolver.resolve(set).keySet());
        Thread thread = new Thread(task, "tenon-resolver");
        thread.setDaemon(true);
        // requests come first, where the JVM's options make priorities count; await() has patience with a busy machine
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        try {
            return await(task, thread);
        } catch (TimeoutException e) {
            throw new AdminException(
                    Reason.UNRESOLVABLE, "no solution was found within " + seconds() + " s: " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdminException(Reason.CANCELLED, "the search for a solution was called off", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ResolutionException none) {
                throw none;
            }
            if (e.getCause() instanceof CancellationException) {
                throw new AdminException(Reason.CANCELLED, "the search for a solution was called off", e);
            }
            throw new IllegalStateException("the resolver failed", e.getCause());
        } finally {
            set.cancel();
        }
    }

    /** Waits until the time is over; for a machine so busy that the search hardly ran in it, a few times as long. */
    private Set<Resource> await(FutureTask<Set<Resource>> task, Thread thread)
            throws TimeoutException, InterruptedException, ExecutionException {
        try {
            return task.get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            long last = endNanos + limit.multipliedBy(PATIENCE).toNanos();
            while (ranNanos(thread) < limit.toNanos() / 2 && System.nanoTime() < last) {
                try {
                    return task.get(limit.toNanos() / 2, TimeUnit.NANOSECONDS);
                } catch (TimeoutException again) {
                    e.addSuppressed(again);
                }
            }
            throw e;
        }
    }

    private static long ranNanos(Thread thread) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isThreadCpuTimeSupported() ? threads.getThreadCpuTime(thread.getId()) : Long.MAX_VALUE;
    }

    private String seconds() {
        return limit.toMillis() % 1000 == 0
                ? Long.toString(limit.toSeconds())
                : Double.toString(limit.toMillis() / 1000.0);
    }
}

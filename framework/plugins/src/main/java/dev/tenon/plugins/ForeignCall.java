// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Runs the code of a bundle that nobody vouches for: on a thread of its own, with a time limit. A thread that does not
 * come back is interrupted and left behind, never waited for.
 */
final class ForeignCall {
    private final String name;
    private final Bundle bundle;

    /** Code that did not come back in time. */
    static final class StuckException extends AdminException {
        private static final long serialVersionUID = 1L;

        StuckException(String message) {
            super(Reason.UNFIT, message);
        }
    }

    /**
     * Prepares calls into one bundle.
     *
     * @param name of the release, for people
     * @param bundle whose code it is
     */
    ForeignCall(String name, Bundle bundle) {
        this.name = name;
        this.bundle = bundle;
    }

    /**
     * Runs it.
     *
     * @param what follows "after 10 s it was still" and "fails while": {@code starting}
     * @throws StuckException if it takes longer than the limit; says where it hangs
     * @throws AdminException if it throws
     */
    <T> T within(Duration limit, String what, Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "tenon-gate " + name);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String where = where(thread);
            thread.interrupt();
            throw new StuckException(name + " is stuck: after " + seconds(limit) + " s it was still " + what + where);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdminException(Reason.UNFIT, "the host is stopping", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AdminException refusal) {
                throw refusal;
            }
            throw new AdminException(
                    Reason.UNFIT, name + " fails while " + what + ": " + reason(e.getCause()), e.getCause());
        }
    }

    /** Whole seconds, rounded up: a limit for several calls together leaves odd rests. */
    private static String seconds(Duration limit) {
        return limit.toMillis() < 1_000
                ? Double.toString(limit.toMillis() / 1000.0)
                : Long.toString(limit.plusMillis(999).toSeconds());
    }

    /** Names the bundle's own method that does not return, and whether threads wait for each other. */
    private String where(Thread thread) {
        boolean deadlock = Optional.ofNullable(
                        ManagementFactory.getThreadMXBean().findDeadlockedThreads())
                .stream()
                .flatMapToLong(Arrays::stream)
                .anyMatch(id -> id == thread.getId());
        String end = deadlock ? ": a deadlock)" : ")";
        return Arrays.stream(thread.getStackTrace())
                .filter(frame -> isOfBundle(frame.getClassName()))
                .findFirst()
                .map(frame -> " (it hangs in " + place(frame) + end)
                .orElse(deadlock ? " (a deadlock)" : "");
    }

    private boolean isOfBundle(String type) {
        return bundle.getEntry(type.replace('.', '/') + ".class") != null;
    }

    private static String place(StackTraceElement frame) {
        return frame.getMethodName().equals("<init>")
                ? "the constructor of " + frame.getClassName()
                : frame.getClassName() + "." + frame.getMethodName();
    }

    /** Returns what went wrong in one line: what the bundle's code threw, without what passed it on. */
    static String reason(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest instanceof BundleException && deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return deepest.getClass().getSimpleName()
                + (message == null ? "" : ": " + message.lines().findFirst().orElse(""));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.lifecycle.PluginWithdrawnException;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lease on something that a call handed back and that lives longer than the call: a stream, a session. The release
 * stays in service until it is given back. Thread-safe.
 *
 * @param <T> what was handed back
 */
public final class Lease<T> extends Slots.Closable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final Cleaner CLEANER = Cleaner.create();

    private final Target<?> target;
    private final String what;
    private final String holder;
    private final Ending<T> ending;
    private final @Nullable Runnable move;
    private final boolean isReadThroughIt;
    private final long sinceNanos = System.nanoTime();
    private final AtomicBoolean given = new AtomicBoolean();
    private volatile long usedNanos = sinceNanos;
    private volatile @Nullable T held;
    private volatile boolean ended;

    /**
     * How a thing is closed.
     *
     * @param <T> the thing
     */
    public interface Ending<T> {
        /**
         * Closes it: the plugin's code.
         *
         * @param held the thing
         * @throws Exception whatever it throws is logged
         */
        void close(T held) throws Exception;
    }

    /**
     * Makes a lease.
     *
     * @param isReadThroughIt whether all use of what is held comes through {@link #use}, so that it can be told from that
     *     whether anybody still uses it
     */
    Lease(
            Target<?> target,
            String holder,
            String what,
            T held,
            Ending<T> ending,
            @Nullable Runnable move,
            boolean isReadThroughIt) {
        this.target = target;
        this.what = what;
        this.holder = what + " handed to " + holder;
        this.held = held;
        this.ending = ending;
        this.move = move;
        this.isReadThroughIt = isReadThroughIt;
    }

    @Override
    Slots.Closable owner() {
        return target;
    }

    /**
     * Uses what is held, in the context of the plugin.
     *
     * @param declared what the work may throw
     * @param typed makes the extension point's own error when the lease has ended
     * @param work uses it; what it returns must be of shared types
     * @throws X what the work throws, or what {@code typed} made
     */
    public <R, X extends Exception> R use(
            Class<X> declared, Function<PluginWithdrawnException, X> typed, Calls.Work<T, R, X> work) throws X {
        Slots slots = Slots.ofThread();
        slots.enter(this, holder);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            T thing = held;
            if (isClosed() || thing == null) {
                throw typed.apply(gone());
            }
            thread.setContextClassLoader(target.loader());
            return work.on(thing);
        } catch (Throwable thrown) { // foreign code
            throw Calls.outward(target, ended, thrown, declared, typed, this::gone);
        } finally {
            thread.setContextClassLoader(before);
            usedNanos = System.nanoTime();
            slots.leave();
            if (ended) {
                slots.calm();
            }
        }
    }

    /**
     * Sees to it that something happens when an object that holds a lease can no longer be reached and was never closed:
     * the last resort.
     *
     * @param owner the object; the action must not lead to it
     * @param action gives the lease back
     */
    static void whenLost(Object owner, Runnable action) {
        CLEANER.register(owner, action);
    }

    /** Gives the lease back if nobody did, and closes what was held. */
    void abandon() {
        if (!given.get()) {
            LOG.warn("{} of {} was never closed", what, target.name());
            target.count();
            closeAside();
        }
    }

    /** Gives the lease back; what was held has ended by itself. Calls after the first do nothing. */
    public void giveBack() {
        if (take() != null) {
            target.remove(this);
        }
    }

    /** Gives the lease back and closes what is held, whoever uses it just now. Calls after the first do nothing. */
    public void stop() {
        T thing = take();
        if (thing != null) {
            closeQuietly(thing);
        }
    }

    /** Takes what is held, once: the first who does is to close it, and the release stays until that is done. */
    private @Nullable T take() {
        if (!given.compareAndSet(false, true)) {
            return null;
        }
        close();
        T thing = held;
        held = null;
        return thing;
    }

    /** Closes what is held without waiting for that. */
    private void closeAside() {
        T thing = take();
        if (thing != null) {
            Thread thread = new Thread(() -> closeQuietly(thing), "tenon-close " + target.name());
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Closes what is held once nobody uses it any more, and gives the lease back. Calls after the first do nothing. */
    public void finish() {
        T thing = take();
        if (thing != null) {
            Drain.quiet(this);
            closeQuietly(thing);
        }
    }

    private void closeQuietly(T thing) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(target.loader());
        try {
            ending.close(thing);
        } catch (Exception | LinkageError | StackOverflowError e) { // foreign code
            LOG.warn("{} of {} could not be closed", what, target.name(), e);
        } finally {
            thread.setContextClassLoader(before);
            target.remove(this);
        }
    }

    /** Takes the thing away from its holder. */
    void end() {
        ended = true;
        closeAside();
        Slots.interrupt(this);
    }

    private PluginWithdrawnException gone() {
        return new PluginWithdrawnException(
                target.pluginId(),
                what + " of " + target.name() + (ended ? " was ended, because the plugin was replaced" : " is closed"));
    }

    String holder() {
        return holder;
    }

    /** Says whether nobody has used what is held for so long, nor uses it now. What moves to the successor is never idle. */
    boolean isIdle(long nanos) {
        return isReadThroughIt
                && move == null
                && !given.get()
                && System.nanoTime() - usedNanos > nanos
                && !Slots.isUsed(this);
    }

    HeldLease state() {
        return target.held(holder, System.nanoTime() - sinceNanos);
    }

    /** What brings its holder over to the successor, if anything does. */
    @Nullable
    Runnable move() {
        return move;
    }
}

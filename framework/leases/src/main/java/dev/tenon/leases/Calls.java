// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.lifecycle.PluginFailedException;
import dev.tenon.api.lifecycle.PluginWithdrawnException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a front calls through: each call goes to the release that is behind the front now, and that release stays until
 * the call has ended. Thread-safe.
 *
 * @param <S> the extension point
 */
public final class Calls<S> {
    private final Front<S> front;
    private final String holder;

    Calls(Front<S> front, String holder) {
        this.front = front;
        this.holder = holder;
    }

    /**
     * What is done with something of a plugin.
     *
     * @param <S> with what
     * @param <R> what comes of it
     * @param <X> what it may throw besides unchecked exceptions
     */
    public interface Work<S, R, X extends Exception> {
        /**
         * Does it.
         *
         * @param service the plugin's own object; must not be kept
         * @return a value of shared types
         * @throws X as the extension point says
         */
        R on(S service) throws X;
    }

    /**
     * Calls where the extension point declares no exception.
     *
     * @param work calls the plugin
     * @return what it returns
     * @throws PluginWithdrawnException if no release is behind the front any more, or the call was ended
     * @throws PluginFailedException if the plugin threw something of its own class
     */
    public <R> R call(Work<S, R, RuntimeException> work) {
        return call(RuntimeException.class, gone -> gone, work);
    }

    /**
     * Calls. Waits a few seconds for a release that is being made anew, with other settings for instance.
     *
     * @param declared what the extension point declares
     * @param typed makes the extension point's own error that says that asking again may help
     * @param work calls the plugin
     * @return what it returns
     * @throws X what the plugin threw, or what {@code typed} made
     * @throws PluginFailedException if the plugin threw something of its own class, or that it must not throw
     */
    public <R, X extends Exception> R call(
            Class<X> declared, Function<PluginWithdrawnException, X> typed, Work<S, R, X> work) throws X {
        Slots slots = Slots.ofThread();
        return call(enter(slots, typed), slots, declared, typed, work);
    }

    private <R, X extends Exception> R call(
            Target<S> target,
            Slots slots,
            Class<X> declared,
            Function<PluginWithdrawnException, X> typed,
            Work<S, R, X> work)
            throws X {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(target.loader());
            return work.on(target.service());
        } catch (Throwable thrown) { // foreign code
            throw outward(target, target.isEnded(), thrown, declared, typed, () -> ended(target));
        } finally {
            thread.setContextClassLoader(before);
            slots.leave();
            if (target.isEnded()) {
                slots.calm();
            }
        }
    }

    /**
     * What is done with something of a plugin when something may stay behind that has to outlive the call.
     *
     * @param <S> with what
     * @param <R> what comes of it
     * @param <X> what it may throw besides unchecked exceptions
     */
    public interface KeepingWork<S, R, X extends Exception> {
        /**
         * Does it.
         *
         * @param service the plugin's own object; must not be kept
         * @param keeper makes leases on the release that is called
         * @return a value of shared types
         * @throws X as the extension point says
         */
        R on(S service, Keeper keeper) throws X;
    }

    /** Makes leases on the release that a call has reached. */
    public interface Keeper {
        /**
         * Makes one. Valid during the call.
         *
         * @param what it is, for the operator
         * @param held what lives on
         * @param ending how it is closed when it has to end
         * @param move tells its holder that the release is being replaced; null if it stays until it ends
         * @return to be {@linkplain Lease#finish() finished} or {@linkplain Lease#giveBack() given back}
         */
        <T> Lease<T> keep(String what, T held, Lease.Ending<T> ending, @Nullable Runnable move);
    }

    /**
     * Calls where it turns out during the call whether something lives longer.
     *
     * @param declared as in {@link #call(Class, Function, Work)}
     * @param typed as there
     * @param work calls the plugin
     * @return what it returns
     * @throws X as there
     */
    public <R, X extends Exception> R callKeeping(
            Class<X> declared, Function<PluginWithdrawnException, X> typed, KeepingWork<S, R, X> work) throws X {
        Slots slots = Slots.ofThread();
        Target<S> target = enter(slots, typed);
        return call(
                target,
                slots,
                declared,
                typed,
                service -> work.on(service, new Keeper() {
                    @Override
                    public <T> Lease<T> keep(String what, T held, Lease.Ending<T> ending, @Nullable Runnable move) {
                        return lease(target, what, held, ending, move, false);
                    }
                }));
    }

    private <T> Lease<T> lease(
            Target<S> target,
            String what,
            T held,
            Lease.Ending<T> ending,
            @Nullable Runnable move,
            boolean isReadThroughIt) {
        Lease<T> lease = new Lease<>(target, holder, what, held, ending, move, isReadThroughIt);
        target.add(lease);
        return lease;
    }

    /**
     * Calls for something that lives longer than the call and is used through its lease alone: if nobody does for ten
     * seconds while its release is to go, it is ended.
     *
     * @param what it is, for the operator ({@code "a stream"})
     * @param declared what the extension point declares
     * @param typed as in {@link #call(Class, Function, Work)}
     * @param open calls the plugin
     * @param ending how it is closed when it has to end
     * @param move brings its holder over to the successor, before the old release ends; null if it stays until it ends
     * @return the lease on it
     * @throws X as {@link #call(Class, Function, Work)}
     */
    public <T, X extends Exception> Lease<T> lend(
            String what,
            Class<X> declared,
            Function<PluginWithdrawnException, X> typed,
            Work<S, T, X> open,
            Lease.Ending<T> ending,
            @Nullable Runnable move)
            throws X {
        Slots slots = Slots.ofThread();
        Target<S> target = enter(slots, typed);
        return call(
                target, slots, declared, typed, service -> lease(target, what, open.on(service), ending, move, true));
    }

    private <X extends Exception> Target<S> enter(Slots slots, Function<PluginWithdrawnException, X> typed) throws X {
        while (true) {
            Target<S> target = front.current();
            if (target != null) {
                slots.enter(target, holder);
                if (!target.isClosed()) {
                    return target;
                }
                slots.leave();
            }
            try {
                front.awaitOther(target);
            } catch (PluginWithdrawnException e) {
                throw typed.apply(e);
            }
        }
    }

    /** Returns which plugin stands behind the front now, for messages. */
    public String plugin() {
        return front.name();
    }

    private static PluginWithdrawnException ended(Target<?> target) {
        return new PluginWithdrawnException(
                target.pluginId(),
                target.name() + " was replaced and did not finish in time; ask again: its successor answers");
    }

    /** Makes what a plugin threw into what its caller may see; unchecked exceptions are thrown at once. */
    static <X extends Exception> X outward(
            Target<?> target,
            boolean isEnded,
            Throwable thrown,
            Class<X> declared,
            Function<PluginWithdrawnException, X> typed,
            Supplier<PluginWithdrawnException> gone) {
        if (isEnded) {
            return typed.apply(gone.get());
        }
        Throwable fit = thrown instanceof PluginWithdrawnException withdrawn
                ? typed.apply(withdrawn)
                : Crossing.thrown(target.name(), thrown, declared);
        if (declared.isInstance(fit)) {
            return declared.cast(fit);
        }
        if (fit instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) fit;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes the fronts of one extension point. Register it as a service before plugins of that kind start; those of {@code
 * dev.tenon.api} are there already. Thread-safe.
 *
 * @param <S> the extension point
 */
@ConsumerType
public interface FrontFactory<S> {
    /**
     * Names the extension point.
     *
     * @return an interface that plugins register
     */
    Class<S> type();

    /**
     * Makes a front. Each bundle that asks for the service gets one of its own. Of what a call hands back only types of
     * the JDK and of {@code dev.tenon.api} may leave it, and whatever is more than a value (a stream, a session, an
     * iterator) has to hold a {@linkplain Calls#lend lease}.
     *
     * @param calls leads to the release that is behind the front
     * @return calls nothing but through {@code calls}
     */
    S front(Calls<S> calls);

    /**
     * Makes a plugin's object ready before its first call: what it does at its first use, nobody shall wait for. Called
     * before a front moves to it, on a thread of its own; what it throws is logged, and the first call is slower.
     *
     * @param service the plugin's own object
     */
    default void prepare(S service) {}

    /**
     * Says whether a front shows which release is behind it. Whoever watches the services hears of each swap then.
     *
     * @return true by default; false where every change of a property makes the watcher let go and begin anew
     */
    default boolean showsVersion() {
        return true;
    }

    /**
     * Lets go of a plugin's object that no call reaches any more.
     *
     * @param service the plugin's own object
     */
    default void letGo(S service) {}
}

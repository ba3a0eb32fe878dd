// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.lifecycle.PluginFailedException;
import dev.tenon.api.lifecycle.PluginWithdrawnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/** One service of one release, behind a front. Got at its first call, since Declarative Services makes it then. */
final class Target<S> extends Slots.Closable {
    private final BundleContext context;
    private final ServiceReference<?> reference;
    private final Bundle bundle;
    private final FrontFactory<S> factory;
    private final Class<S> type;
    private final String pluginId;
    private final String version;
    private final Set<Lease<?>> leases = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ClassLoader loader;
    private volatile @Nullable S service;
    private volatile boolean ended;
    private final LongAdder count;

    /**
     * Prepares to call.
     *
     * @param context of this bundle
     * @param reference the plugin's service
     * @param factory of the fronts before the service
     * @param count counts the plugin's leases that had to be ended
     */
    Target(BundleContext context, ServiceReference<?> reference, FrontFactory<S> factory, LongAdder count) {
        this.count = count;
        this.factory = factory;
        this.context = context;
        this.reference = reference;
        type = factory.type();
        bundle = reference.getBundle();
        pluginId = bundle.getSymbolicName();
        version = bundle.getVersion().toString();
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        loader = wiring == null ? null : wiring.getClassLoader();
    }

    ServiceReference<?> reference() {
        return reference;
    }

    Bundle bundle() {
        return bundle;
    }

    Class<S> type() {
        return type;
    }

    String pluginId() {
        return pluginId;
    }

    String version() {
        return version;
    }

    String name() {
        return name(pluginId, version);
    }

    static String name(String pluginId, String version) {
        return pluginId + " " + version;
    }

    @Nullable
    ClassLoader loader() {
        return loader;
    }

    /**
     * Returns the plugin's object; the first time this runs its code.
     *
     * @throws PluginWithdrawnException if it gives none
     * @throws PluginFailedException if it is none of that type
     */
    S service() {
        S known = service;
        return known != null ? known : first();
    }

    private synchronized S first() {
        S known = service;
        if (known != null) {
            return known;
        }
        Object given = context.getService(reference);
        if (given == null) {
            throw new PluginWithdrawnException(
                    pluginId,
                    name() + " does not give its service " + type.getSimpleName() + ": ./tenon logs says why");
        }
        if (!type.isInstance(given)) {
            throw new PluginFailedException(
                    name() + " registers " + given.getClass().getName() + ", which is no " + type.getName()
                            + " of this host: a plugin must not carry the API along");
        }
        service = type.cast(given);
        return type.cast(given);
    }

    /** Counts a lease that did not end by itself. */
    void count() {
        count.increment();
    }

    /** Makes the plugin's object, and has it do what it does at its first use. */
    void prepare() {
        S made = service();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            factory.prepare(made);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    void add(Lease<?> lease) {
        leases.add(lease);
    }

    void remove(Lease<?> lease) {
        leases.remove(lease);
    }

    Collection<Lease<?>> leases() {
        return leases;
    }

    boolean isEnded() {
        return ended;
    }

    /** Says who holds it, without the calls of the thread that asks. */
    List<HeldLease> held() {
        long now = System.nanoTime();
        List<HeldLease> held = new ArrayList<>();
        Slots.uses(this, use -> held.add(held(use.holder(), now - use.sinceNanos())));
        leases.forEach(lease -> held.add(lease.state()));
        return held;
    }

    HeldLease held(String holder, long nanos) {
        return new HeldLease(pluginId, version, type.getSimpleName(), holder, Duration.ofNanos(Math.max(0, nanos)));
    }

    /** Ends whatever has not ended: calls are interrupted, what was handed out is closed. */
    void end() {
        ended = true;
        Slots.interrupt(this);
        leases.forEach(Lease::end);
    }

    /**
     * Keeps nothing of the plugin any more. Calls still under way have their own references.
     *
     * @return what lets go of the plugin's object, the plugin's code; nothing if it was never made
     */
    Runnable forget() {
        S known = service;
        service = null;
        loader = null;
        return () -> {
            if (known != null) {
                factory.letGo(known);
            }
        };
    }
}

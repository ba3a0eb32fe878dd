// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.runtime.ServiceOrigin;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Hides what a plugin registers from every other bundle, for its whole life: a service that was hidden and is shown later
 * is never announced, and one that is hidden later is never taken back. A plugin sees its own services and no fronts of
 * them, all others see the fronts.
 */
final class Hiding implements FindHook, EventListenerHook {
    /** The namespace of the capability that makes a bundle a plugin. */
    private static final String PLUGIN = "tenon.plugin";

    private final Bundle own;
    private final Map<Long, Boolean> plugins = new ConcurrentHashMap<>();

    Hiding(Bundle own) {
        this.own = own;
    }

    boolean isPlugin(Bundle bundle) {
        return plugins.computeIfAbsent(bundle.getBundleId(), id -> {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            return revision != null && !revision.getDeclaredCapabilities(PLUGIN).isEmpty();
        });
    }

    void forget(Bundle bundle) {
        plugins.remove(bundle.getBundleId());
    }

    @Override
    public void find(
            BundleContext context,
            String name,
            String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        Bundle asker = context.getBundle();
        if (!seesAll(asker)) {
            references.removeIf(reference -> !isFor(asker, reference));
        }
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        ServiceReference<?> reference = event.getServiceReference();
        Bundle provider = reference.getBundle();
        if (provider != null && (isFront(reference) || isPlugin(provider))) {
            listeners.keySet().removeIf(context -> {
                Bundle listener = context.getBundle();
                return !seesAll(listener) && !isFor(listener, reference);
            });
        }
    }

    private boolean isFor(Bundle asker, ServiceReference<?> reference) {
        Bundle provider = reference.getBundle();
        if (provider == null || provider.equals(asker)) {
            return true;
        }
        return !isPlugin(provider) && !asker.getSymbolicName().equals(reference.getProperty(ServiceOrigin.PLUGIN_ID));
    }

    private static boolean isFront(ServiceReference<?> reference) {
        return reference.getProperty(ServiceOrigin.PLUGIN_ID) != null;
    }

    private boolean seesAll(Bundle bundle) {
        return bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID || bundle.equals(own);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.http.RefusedException;
import dev.tenon.runtime.ServiceOrigin;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The host's parts as they come and go. Trackers, not references: a component that was made anew whenever a plugin
 * brings a health check would take the servlet away from under the console that follows the installation.
 */
final class Services implements AutoCloseable {
    private final Map<Class<?>, ServiceTracker<?, ?>> trackers = new HashMap<>();

    Services(BundleContext context, Class<?>... types) {
        for (Class<?> type : types) {
            ServiceTracker<?, ?> tracker = new ServiceTracker<>(context, type, null);
            tracker.open();
            trackers.put(type, tracker);
        }
    }

    /** Returns a part, or refuses: the host may lack it for a moment or for good. */
    <T> T need(Class<T> type, String name) {
        return find(type)
                .orElseThrow(() -> new RefusedException(
                        503, "unavailable", "the host's " + name + " does not run: try again, or see ./tenon doctor"));
    }

    <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(tracker(type).getService()).map(type::cast);
    }

    /** Returns all services of a type, each with the bundle that brings it. */
    <T> List<Owned<T>> all(Class<T> type) {
        ServiceTracker<?, ?> tracker = tracker(type);
        ServiceReference<?>[] references = Optional.<ServiceReference<?>[]>ofNullable(tracker.getServiceReferences())
                .orElse(new ServiceReference<?>[0]);
        return Arrays.stream(references)
                .flatMap(reference -> owned(reference, type, tracker).stream())
                .toList();
    }

    private static <T> Optional<Owned<T>> owned(
            ServiceReference<?> reference, Class<T> type, ServiceTracker<?, ?> tracker) {
        Object service = service(tracker, reference);
        return service == null || reference.getBundle() == null
                ? Optional.empty()
                : Optional.of(new Owned<>(ServiceOrigin.of(reference).pluginId(), type.cast(service)));
    }

    @SuppressWarnings("unchecked")
    private static Object service(ServiceTracker<?, ?> tracker, ServiceReference<?> reference) {
        return ((ServiceTracker<Object, Object>) tracker).getService((ServiceReference<Object>) reference);
    }

    private ServiceTracker<?, ?> tracker(Class<?> type) {
        ServiceTracker<?, ?> tracker = trackers.get(type);
        if (tracker == null) {
            throw new IllegalArgumentException("not tracked: " + type);
        }
        return tracker;
    }

    @Override
    public void close() {
        trackers.values().forEach(ServiceTracker::close);
    }

    /** A service and the plugin that brings it. */
    record Owned<T>(String plugin, T service) {}
}

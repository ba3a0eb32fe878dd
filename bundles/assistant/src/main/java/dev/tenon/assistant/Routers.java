// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.router.Router;
import dev.tenon.runtime.ServiceOrigin;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * The routers that are here now. While two versions of one plugin are here the newer one counts; of different routers
 * the one with the highest {@code service.ranking} is asked, of equal ones the one that came first. Thread-safe.
 */
final class Routers {
    private static final Comparator<Entry> BEST_FIRST =
            Comparator.comparingInt(Entry::ranking).reversed().thenComparing(Entry::serviceId);

    private final Map<Long, Entry> entries = new ConcurrentHashMap<>();

    /** A router's service. */
    private record Entry(String pluginId, Version version, long serviceId, int ranking, Router router) {}

    /** Adds a router, or takes note that its ranking is another now. */
    void addRouter(ServiceReference<Router> reference, Router router) {
        int ranking = reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer given ? given : 0;
        long id = (Long) reference.getProperty(Constants.SERVICE_ID);
        ServiceOrigin origin = ServiceOrigin.of(reference);
        add(origin.pluginId(), origin.version(), id, ranking, router);
    }

    void removeRouter(ServiceReference<Router> reference) {
        remove((Long) reference.getProperty(Constants.SERVICE_ID));
    }

    void add(String pluginId, Version version, long serviceId, int ranking, Router router) {
        entries.put(serviceId, new Entry(pluginId, version, serviceId, ranking, router));
    }

    void remove(long serviceId) {
        entries.remove(serviceId);
    }

    /** The one to ask. */
    Optional<Router> best() {
        List<Entry> now = List.copyOf(entries.values());
        Map<String, Version> newest = now.stream()
                .collect(Collectors.toMap(
                        Entry::pluginId, Entry::version, (one, other) -> one.compareTo(other) > 0 ? one : other));
        return now.stream()
                .filter(entry -> entry.version().equals(newest.get(entry.pluginId())))
                .min(BEST_FIRST)
                .map(Entry::router);
    }
}

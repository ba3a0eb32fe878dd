// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.admin.Change;
import dev.tenon.admin.Plan;
import dev.tenon.admin.Plugins;
import dev.tenon.catalog.format.Index;
import dev.tenon.trust.VerifiedIndex;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Inside the container: puts a generated catalogue, in memory, in the place of the marketplace's index, and times how long
 * the plan of an install takes, whole: what runs is read, the catalogue is searched, everything is resolved as one set.
 */
@Component(service = Function.class, property = "tenon.benchmark=scale")
public final class ScaleProbe implements Function<Map<String, String>, Map<String, Object>> {
    private static final String INDEX = "dev.tenon.trust.MarketIndex";
    private static final long WAIT_MILLIS = 30_000;
    private static final int WARM_UP = 3;
    private static final int PLANS = 15;

    private final BundleContext context;
    private final ServiceComponentRuntime components;

    /**
     * Starts the probe.
     *
     * @param context finds the services
     * @param components takes the real index away
     */
    @Activate
    public ScaleProbe(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
    }

    /**
     * Measures.
     *
     * @param options {@code releases}: how many; {@code delay}: milliseconds that are planted in each plan, 0 for none
     * @return the figures by name
     */
    @Override
    public Map<String, Object> apply(Map<String, String> options) {
        int releases = Integer.parseInt(options.get("releases"));
        long delay = Long.parseLong(options.get("delay"));
        try {
            disable();
            Generated index = new Generated(ManyReleases.index(releases));
            ServiceRegistration<VerifiedIndex> registered = context.registerService(VerifiedIndex.class, index, null);
            try {
                return Map.of("nanos", plan(releases, delay));
            } finally {
                registered.unregister();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the benchmark failed", e);
        }
    }

    private void disable() throws Exception {
        for (Bundle bundle : context.getBundles()) {
            ComponentDescriptionDTO index = components.getComponentDescriptionDTO(bundle, INDEX);
            if (index != null) {
                components.disableComponent(index).getValue();
                return;
            }
        }
        throw new IllegalStateException("there is no component " + INDEX);
    }

    private List<Long> plan(int releases, long delay) throws InterruptedException {
        ServiceTracker<Plugins, Plugins> tracker = new ServiceTracker<>(context, Plugins.class, null);
        tracker.open();
        List<Long> nanos = new ArrayList<>();
        try {
            Plugins plugins = tracker.waitForService(WAIT_MILLIS);
            if (plugins == null) {
                throw new IllegalStateException("the plugin service did not come back with another index");
            }
            int count = releases / ManyReleases.VERSIONS;
            for (int i = 0; i < WARM_UP + PLANS; i++) {
                String id = ManyReleases.id((i * 997) % count / 3 * 3);
                long begun = System.nanoTime();
                Plan plan = plugins.plan(new Change(Change.Action.INSTALL, id, ""));
                TimeUnit.MILLISECONDS.sleep(delay);
                if (i >= WARM_UP) {
                    nanos.add(System.nanoTime() - begun);
                }
                if (plan.lines().size() != 3) {
                    throw new IllegalStateException("the plan of " + id + " has " + plan.lines());
                }
            }
        } finally {
            tracker.close();
        }
        return nanos;
    }

    /** An index that needs no verification. */
    private record Generated(Index index) implements VerifiedIndex {
        @Override
        public Optional<Snapshot> last() {
            return Optional.of(refresh());
        }

        @Override
        public Snapshot refresh() {
            return new Snapshot(URI.create("http://127.0.0.1:1"), "0123456789abcdef", index);
        }
    }
}

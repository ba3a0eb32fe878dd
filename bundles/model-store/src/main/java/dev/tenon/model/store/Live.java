// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.runtime.LivePlugins;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Which bundles serve, as the framework says; all of them where nobody says so. Thread-safe. */
final class Live implements AutoCloseable {
    private final ServiceTracker<LivePlugins, LivePlugins> tracker;

    /**
     * Follows what is said.
     *
     * @param context of this bundle
     * @param changed is run whenever the answer may be another for some bundle
     */
    Live(BundleContext context, Runnable changed) {
        tracker = new ServiceTracker<>(context, LivePlugins.class, null) {
            @Override
            public void modifiedService(ServiceReference<LivePlugins> reference, LivePlugins service) {
                changed.run();
            }
        };
    }

    void open() {
        tracker.open();
    }

    boolean serves(Bundle bundle) {
        @Nullable LivePlugins live = tracker.getService();
        return live == null || live.serves(bundle);
    }

    @Override
    public void close() {
        tracker.close();
    }
}

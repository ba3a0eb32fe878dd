// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** What tests inside the container share. */
final class InContainer {
    private static final long LIMIT_MS = TimeUnit.SECONDS.toMillis(20);

    private InContainer() {}

    /** Returns the context of the probe: a bundle that did not come with the distribution. */
    static BundleContext stranger() {
        return FrameworkUtil.getBundle(InContainer.class).getBundleContext();
    }

    /** Returns the context that no hook hides anything from. */
    static BundleContext framework() {
        return stranger().getBundle(Constants.SYSTEM_BUNDLE_ID).getBundleContext();
    }

    /** Waits for a service, as the framework itself sees it. */
    static <T> T service(Class<T> type) throws InterruptedException {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(framework(), type, null);
        tracker.open(true);
        try {
            T service = tracker.waitForService(LIMIT_MS);
            if (service == null) {
                throw new AssertionError("nobody offers " + type.getName() + "; " + Components.unsatisfied());
            }
            return service;
        } finally {
            tracker.close();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.runtime.LivePlugins;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The service that says which plugins serve, and that is modified with each change of the answer. Thread-safe. */
final class Announcement {
    private static final String CHANGES = "tenon.changes";

    private final AtomicLong changes = new AtomicLong();
    private final AtomicReference<ServiceRegistration<LivePlugins>> registration = new AtomicReference<>();

    void register(BundleContext context, LivePlugins live) {
        registration.set(context.registerService(LivePlugins.class, live, new Hashtable<>(Map.of(CHANGES, 0L))));
    }

    void changed() {
        registration.get().setProperties(new Hashtable<>(Map.of(CHANGES, changes.incrementAndGet())));
    }
}

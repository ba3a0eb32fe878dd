// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import java.lang.reflect.Field;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Felix forget which services an uninstalled bundle used. Felix 7.0.5 notes a service that a bundle has given back as
 * used no times, and when the bundle goes it passes over such notes: the bundle, its manifest and its requirements stay
 * in memory until the service goes, for one of the platform for ever. With each change of a plugin that is some 30 KB.
 */
final class UsesOfTheGone implements SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(UsesOfTheGone.class);

    private final Map<?, ?> uses;

    private UsesOfTheGone(Map<?, ?> uses) {
        this.uses = uses;
    }

    /** Watches a framework that was initialized. */
    static void watch(Felix framework) {
        try {
            Field registry = Felix.class.getDeclaredField("m_registry");
            registry.setAccessible(true);
            Object services = registry.get(framework);
            Field uses = services.getClass().getDeclaredField("m_inUseMap");
            uses.setAccessible(true);
            framework.getBundleContext().addBundleListener(new UsesOfTheGone((Map<?, ?>) uses.get(services)));
        } catch (ReflectiveOperationException | RuntimeException e) { // another Felix than we know
            LOG.debug("What uninstalled bundles used is left to Felix", e);
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        if (event.getType() == BundleEvent.UNINSTALLED) {
            uses.remove(bundle);
        }
    }
}

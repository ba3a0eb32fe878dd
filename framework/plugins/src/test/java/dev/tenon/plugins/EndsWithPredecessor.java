// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;

/** A release that runs only as long as the one which it replaces is there. */
public final class EndsWithPredecessor implements BundleActivator {
    static final AtomicInteger STARTS = new AtomicInteger();

    @Override
    public void start(BundleContext context) {
        STARTS.incrementAndGet();
        context.addBundleListener((SynchronousBundleListener) event -> {
            if (event.getType() == BundleEvent.UNINSTALLED && event.getBundle() != context.getBundle()) {
                try {
                    context.getBundle().stop();
                } catch (BundleException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    @Override
    public void stop(BundleContext context) {}
}

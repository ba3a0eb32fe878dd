// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** An activator that starts once and never again. */
public final class FailsSecondTime implements BundleActivator {
    static final AtomicInteger STARTS = new AtomicInteger();

    @Override
    public void start(BundleContext context) {
        if (STARTS.incrementAndGet() > 1) {
            throw new IllegalStateException("not a second time");
        }
    }

    @Override
    public void stop(BundleContext context) {}
}

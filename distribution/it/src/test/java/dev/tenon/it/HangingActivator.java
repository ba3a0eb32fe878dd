// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A part of a new distribution whose start never ends. */
public final class HangingActivator implements BundleActivator {
    /** Made by the framework. */
    public HangingActivator() {}

    @Override
    public void start(BundleContext context) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public void stop(BundleContext context) {}
}

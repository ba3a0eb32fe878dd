// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.runtime.Startup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.condition.Condition;

/**
 * Follows the host's start: it offers a condition as long as plugins are to start though it serves already. Only the
 * framework's own counts: a plugin that offers one like it must not hold up everybody.
 */
@Component
public final class HostStartup implements Startup {
    private int underWay;

    /** Starts with nothing under way. */
    @Activate
    public HostStartup() {}

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(&(osgi.condition.id=tenon.starting)(service.bundleid=0))")
    synchronized void addStarting(Condition condition) {
        underWay++;
    }

    synchronized void removeStarting(Condition condition) {
        underWay--;
        notifyAll();
    }

    @Override
    public synchronized boolean isUnderWay() {
        return underWay > 0;
    }

    @Override
    public synchronized boolean await(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); underWay > 0 && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return underWay == 0;
    }
}

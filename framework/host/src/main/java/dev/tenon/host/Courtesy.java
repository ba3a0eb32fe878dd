// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Gives way to requests: what can wait does so while one is answered, but in all no longer than a limit, so that a host
 * which is never idle gets done with it too. For one thread.
 */
final class Courtesy implements AutoCloseable {
    /** The property of the service, an {@link IntSupplier}, by which the door says how many requests it answers now. */
    static final String PROPERTY = "tenon.requests";

    static final String ANSWERED_NOW = "answered-now";

    private static final Duration STEP = Duration.ofMillis(5);

    private final ServiceTracker<IntSupplier, IntSupplier> door;
    private long nanosLeft;

    /**
     * Looks for the door.
     *
     * @param limit to be spent in all
     */
    Courtesy(BundleContext context, Duration limit) {
        nanosLeft = limit.toNanos();
        try {
            door = new ServiceTracker<>(
                    context,
                    context.createFilter("(&(" + Constants.OBJECTCLASS + "=" + IntSupplier.class.getName() + ")("
                            + PROPERTY + "=" + ANSWERED_NOW + "))"),
                    null);
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
        door.open(true); // the door has other types too, of packages that the host has not
    }

    /** Waits while a request is answered; not when the thread is interrupted. */
    void giveWay() {
        long begun = System.nanoTime();
        try {
            while (isAnswering() && System.nanoTime() - begun < nanosLeft) {
                TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        nanosLeft = Math.max(0, nanosLeft - (System.nanoTime() - begun));
    }

    private boolean isAnswering() {
        IntSupplier requests = door.getService();
        return nanosLeft > 0 && requests != null && requests.getAsInt() > 0;
    }

    @Override
    public void close() {
        door.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Gives way to requests: what can wait does so while one is answered, but in all no longer than a limit, so that a host
 * which is never idle gets done with it too. For one thread.
 */
final class Courtesy {
    /** The property of the service, an {@link IntSupplier}, by which the door says how many requests it answers now. */
    static final String PROPERTY = "tenon.requests";

    static final String ANSWERED_NOW = "answered-now";

    private static final Duration STEP = Duration.ofMillis(5);

    private final Optional<IntSupplier> door;
    private long nanosLeft;

    /**
     * Looks for the door. It is there before any plugin that starts late, which may offer what it likes.
     *
     * @param limit to be spent in all
     */
    Courtesy(BundleContext context, Duration limit) {
        nanosLeft = limit.toNanos();
        try {
            // all, for the door has other types too, of packages that the host has not
            ServiceReference<?>[] found = context.getAllServiceReferences(
                    IntSupplier.class.getName(), "(" + PROPERTY + "=" + ANSWERED_NOW + ")");
            door = Stream.ofNullable(found)
                    .flatMap(Arrays::stream)
                    .min(Comparator.comparing(each -> (Long) each.getProperty(Constants.SERVICE_ID)))
                    .map(each -> (IntSupplier) context.getService(each));
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
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
        return nanosLeft > 0 && door.filter(requests -> requests.getAsInt() > 0).isPresent();
    }
}

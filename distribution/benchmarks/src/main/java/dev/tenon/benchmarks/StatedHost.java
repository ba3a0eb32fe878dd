// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.host.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;

/**
 * A host as {@code dev.tenon.host.Main} starts it, which also says what became of each of its bundles: the admin API
 * tells of plugins alone. Prints {@code host ready URL}; when all plugins have started, a line {@code active LOCATION} or {@code idle LOCATION} for each
 * bundle, and {@code end}.
 */
public final class StatedHost {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private StatedHost() {}

    /**
     * Runs until it is killed.
     *
     * @param arguments home and distribution
     * @throws IOException if it cannot start
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Host host = Host.start(Path.of(arguments[0]), Path.of(arguments[1]), 0);
        System.out.println("host ready " + host.url());
        host.awaitStarted(START_LIMIT);
        for (Bundle bundle : host.framework().getBundleContext().getBundles()) {
            if (bundle.getBundleId() != 0) {
                System.out.println((isActive(bundle) ? "active " : "idle ") + bundle.getLocation());
            }
        }
        System.out.println("end");
        host.awaitStop();
    }

    private static boolean isActive(Bundle bundle) {
        boolean fragment = (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
        return bundle.getState() == (fragment ? Bundle.RESOLVED : Bundle.ACTIVE);
    }
}

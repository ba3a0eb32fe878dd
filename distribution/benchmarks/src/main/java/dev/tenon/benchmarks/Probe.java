// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** The measuring half of a benchmark: this very jar, installed in the container that is measured. */
final class Probe {
    private static final long WAIT_MILLIS = 30_000;

    private Probe() {}

    /**
     * Starts a probe and calls it.
     *
     * @param context of the container's system bundle
     * @param benchmark whose probe
     * @param options what the probe takes
     * @return the figures by name
     * @throws Exception if the jar cannot be installed, or the probe's component lacks a service
     */
    static Map<String, Object> measure(BundleContext context, String benchmark, Map<String, String> options)
            throws Exception {
        return find(context, benchmark).apply(options);
    }

    /** Starts a probe; parameters and exceptions as above. */
    static Function<Map<String, String>, Map<String, Object>> find(BundleContext context, String benchmark)
            throws Exception {
        Bundle probe = context.installBundle(
                "reference:" + Path.of(System.getProperty("tenon.benchmarks")).toUri());
        probe.start();
        ServiceTracker<Function<Map<String, String>, Map<String, Object>>, Object> probes =
                new ServiceTracker<>(context, context.createFilter("(tenon.benchmark=" + benchmark + ")"), null);
        probes.open();
        @SuppressWarnings("unchecked")
        Function<Map<String, String>, Map<String, Object>> measured =
                (Function<Map<String, String>, Map<String, Object>>) probes.waitForService(WAIT_MILLIS);
        if (measured == null) {
            throw new IllegalStateException("the probe of '" + benchmark + "' is not satisfied: the distribution lacks"
                    + " a service that it needs (model store and scheduler, router and encoder)");
        }
        return measured;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The log's word {@code %bundle}: which bundle wrote a line. A logger bears the name of a class; the bundle that holds
 * it is looked for once. {@code host} is what no bundle holds. Public because Logback makes it.
 */
public final class BundleNames extends ClassicConverter {
    private static final String HOST = "host";
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    @SuppressWarnings("NonFinalStaticField") // Logback makes the converter, before there is a container to give it
    private static volatile Optional<BundleContext> container = Optional.empty();

    /** Looks into a container from now on. */
    static void look(BundleContext context) {
        KNOWN.clear();
        container = Optional.of(context);
    }

    @Override
    public String convert(ILoggingEvent event) {
        String logger = event.getLoggerName();
        String known = KNOWN.get(logger);
        if (known != null) {
            return known;
        }
        if (container.isEmpty()) {
            return HOST;
        }
        String name = container.flatMap(context -> find(context, logger)).orElse(HOST);
        KNOWN.put(logger, name);
        return name;
    }

    private static Optional<String> find(BundleContext context, String logger) {
        String path = logger.replace('.', '/') + ".class";
        try {
            for (Bundle bundle : context.getBundles()) {
                if (bundle.getBundleId() != 0
                        && bundle.getSymbolicName() != null
                        && bundle.getState() != Bundle.UNINSTALLED
                        && bundle.getEntry(path) != null) {
                    return Optional.of(bundle.getSymbolicName());
                }
            }
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.empty(); // the container has ended, or the bundle just went
        }
    }
}

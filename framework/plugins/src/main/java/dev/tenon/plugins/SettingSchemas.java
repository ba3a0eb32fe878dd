// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import dev.tenon.catalog.format.FormatException;
import dev.tenon.catalog.format.Metatype;
import dev.tenon.catalog.format.SettingsSchema;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the installed bundles say of their settings. Where two describe the same PID (two versions, for the moment of a
 * swap, or one that pretends), the one that was there first is believed. Thread-safe.
 */
final class SettingSchemas {
    private static final Logger LOG = LoggerFactory.getLogger(SettingSchemas.class);

    private final BundleContext context;
    private final Map<Long, List<Described>> read = new ConcurrentHashMap<>();

    /** A schema and the bundle that brings it. */
    record Described(Bundle bundle, SettingsSchema schema) {}

    /** Looks at all bundles that a context sees. */
    SettingSchemas(BundleContext context) {
        this.context = context;
    }

    /** Returns all, by PID or factory PID. */
    Map<String, Described> all() {
        Map<String, Described> all = new TreeMap<>();
        Arrays.stream(context.getBundles())
                .sorted(Comparator.comparingLong(Bundle::getBundleId))
                .forEach(bundle -> of(bundle)
                        .forEach(described -> all.putIfAbsent(described.schema().pid(), described)));
        return all;
    }

    /** Finds who describes a PID; {@code factory~name} is described by its factory. */
    Optional<Described> find(String pid) {
        Map<String, Described> all = all();
        Described exact = all.get(pid);
        int tilde = pid.indexOf('~');
        Described found = exact == null && tilde > 0 ? all.get(pid.substring(0, tilde)) : exact;
        return Optional.ofNullable(found).filter(described -> described.schema().factory() == tilde > 0);
    }

    List<Described> of(Bundle bundle) {
        return bundle.getState() == Bundle.UNINSTALLED
                ? List.of()
                : read.computeIfAbsent(bundle.getBundleId(), id -> read(bundle));
    }

    void forget(Bundle bundle) {
        read.remove(bundle.getBundleId());
    }

    /** Reads by entries: asking for them must not resolve the bundle. */
    private static List<Described> read(Bundle bundle) {
        Enumeration<String> paths = bundle.getEntryPaths(Metatype.FOLDER);
        List<Described> described = new ArrayList<>();
        for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
            URL entry = path.endsWith(".xml") ? bundle.getEntry(path) : null;
            if (entry != null) {
                try (InputStream in = entry.openStream()) {
                    Metatype.read(in).forEach(schema -> described.add(new Described(bundle, schema)));
                } catch (IOException | FormatException e) {
                    LOG.warn("The settings that {} describes in {} are unknown", bundle.getSymbolicName(), path, e);
                }
            }
        }
        return List.copyOf(described);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * What the host's class path offers to the container, so that there is one copy of it: SLF4J, Jackson, and Tenon's own
 * libraries for generations, catalogues and workers. The exports are those that the jars' own manifests state.
 */
final class SystemPackages {
    private static final Set<String> SHARED = Set.of(
            "slf4j.api",
            "com.fasterxml.jackson.core.jackson-annotations",
            "com.fasterxml.jackson.core.jackson-core",
            "com.fasterxml.jackson.core.jackson-databind",
            "dev.tenon.generation",
            "dev.tenon.catalog.format",
            "dev.tenon.workers");

    private SystemPackages() {}

    /** Returns the value for {@code org.osgi.framework.system.packages.extra}. */
    static String ofClassPath() {
        List<String> exports = new ArrayList<>();
        try {
            for (URL url :
                    Collections.list(SystemPackages.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
                try (InputStream in = url.openStream()) {
                    Attributes manifest = new Manifest(in).getMainAttributes();
                    String name = manifest.getValue("Bundle-SymbolicName");
                    if (name != null && SHARED.contains(name.split(";", 2)[0].strip())) {
                        exports.add(manifest.getValue("Export-Package"));
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the class path cannot be read", e);
        }
        if (exports.size() < SHARED.size()) {
            throw new IllegalStateException("the class path lacks some of " + SHARED);
        }
        return String.join(",", exports);
    }
}

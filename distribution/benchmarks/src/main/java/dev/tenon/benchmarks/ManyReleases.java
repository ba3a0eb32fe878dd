// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.catalog.format.Clause;
import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A generated catalogue: five releases of each plugin; of three plugins the first requires the second, which requires
 * the third.
 */
final class ManyReleases {
    static final int VERSIONS = 5;

    static final int CHAIN = 3;
    private static final String EFFECTIVE = "tenon";

    private ManyReleases() {}

    /** Makes an index of so many releases. */
    static Index index(int count) {
        List<Release> releases = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            releases.add(release(i / VERSIONS, i % VERSIONS));
        }
        return new Index(1, "2026-01-01T00:00:00Z", releases);
    }

    static String id(int plugin) {
        return "org.example.generated.p" + plugin;
    }

    private static Release release(int plugin, int minor) {
        String id = id(plugin);
        String version = "1." + minor + ".0";
        List<Clause> requirements = new ArrayList<>();
        requirements.add(new Clause("tenon.host", Map.of(), Map.of("filter", "(&(version>=1.0)(!(version>=2.0)))")));
        // the last of each chain requires nobody
        if (plugin % CHAIN != CHAIN - 1) {
            requirements.add(new Clause(
                    "tenon.plugin",
                    Map.of(),
                    Map.of("filter", "(tenon.plugin=" + id(plugin + 1) + ")", "effective", EFFECTIVE)));
        }
        return new Release(
                id,
                version,
                "Plugin " + plugin,
                "Does something.",
                "Apache-2.0",
                List.of("skill"),
                List.of(),
                "%064x".formatted((long) plugin * VERSIONS + minor + 1),
                1_000,
                "2026-01-01T00:00:00Z",
                "somebody",
                List.of(
                        new Clause(
                                "osgi.identity",
                                Map.of(
                                        "osgi.identity", new Clause.Value("String", id),
                                        "version", new Clause.Value("Version", version)),
                                Map.of()),
                        new Clause(
                                "tenon.plugin",
                                Map.of("tenon.plugin", new Clause.Value("String", id)),
                                Map.of("effective", EFFECTIVE))),
                requirements,
                List.of());
    }
}

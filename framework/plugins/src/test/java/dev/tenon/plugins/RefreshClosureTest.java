// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.admin.Change.Action;
import dev.tenon.catalog.format.Clause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.FrameworkWiring;

/** A plugin whose classes another uses is replaced; nobody else is stopped for that. */
@Timeout(60)
class RefreshClosureTest {
    private static final String UNITS = "org.example.skill.units";
    private static final String USER = "org.example.skill.user";

    @TempDir
    Path folder;

    private TestHost host;
    private final List<String> stopped = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void start() throws Exception {
        host = new TestHost(folder);
        library("1.0.0");
        host.done(Action.INSTALL, UNITS);
        host.context().addBundleListener((SynchronousBundleListener) event -> {
            if (event.getType() == BundleEvent.STOPPING) {
                stopped.add(event.getBundle().getSymbolicName() + " "
                        + event.getBundle().getVersion());
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    @Test
    void whoUsesTheOldClassesGoesOnWithThem() throws Exception {
        host.market.publish(
                USER,
                "1.0.0",
                List.of(new Clause(
                        "osgi.wiring.package", Map.of(), Map.of("filter", "(osgi.wiring.package=org.example.lib)"))),
                "Import-Package",
                "org.example.lib");
        host.done(Action.INSTALL, USER);
        library("1.1.0");
        host.done(Action.UPDATE, UNITS);
        assertThat(stopped).containsExactly(UNITS + " 1.0.0");
        assertThat(host.bundles()).containsExactly(USER + " 1.0.0", UNITS + " 1.1.0");
        assertThat(pending()).extracting(Bundle::getVersion).hasToString("[1.0.0]");
        assertThat(host.retired.held())
                .extracting(RetiredLoaders.Retired::version)
                .containsExactly("1.0.0");

        host.done(Action.REMOVE, USER);
        assertThat(pending()).as("nobody uses them any more").isEmpty();
        assertThat(host.bundles()).containsExactly(UNITS + " 1.1.0");
        assertThat(stopped).containsExactly(UNITS + " 1.0.0", USER + " 1.0.0");
    }

    @Test
    void whatNobodyUsesGoesAtOnce() throws Exception {
        library("1.1.0");
        host.done(Action.UPDATE, UNITS);
        assertThat(pending()).isEmpty();
        assertThat(host.retired.held()).isEmpty();
        assertThat(host.retired.count()).isEqualTo(1);
    }

    private void library(String version) throws IOException {
        host.market.publish(
                UNITS,
                version,
                List.of(),
                List.of(Market.provides("osgi.wiring.package", "org.example.lib", "1.0.0")),
                List.of(),
                "Export-Package",
                "org.example.lib;version=1.0.0");
    }

    private Collection<Bundle> pending() {
        return host.context().getBundle().adapt(FrameworkWiring.class).getRemovalPendingBundles();
    }
}

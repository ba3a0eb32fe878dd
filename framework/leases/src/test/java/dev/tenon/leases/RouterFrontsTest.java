// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Utterance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** The first requests after a router was replaced find it prepared for what they are about. */
class RouterFrontsTest {
    private static final String ID = "org.example.way";

    private static String ask(Router router, String about) {
        Route route = new Route(about, "About " + about + ".", Map.of(), List.of(), Optional.empty());
        return router.decide(Utterance.of("where to", Locale.ENGLISH), List.of(route))
                .candidates()
                .get(0)
                .why();
    }

    @Test
    void newRouterHasSeenAllSetsThatAreAskedAbout(@TempDir Path folder) throws Exception {
        Container container = new Container(folder);
        try {
            Bundle old = container.start(ID, "1.0.0", "router-a");
            Router router = container.service(Router.class);
            assertThat(ask(router, "installed")).isEqualTo("1.0.0 after ");
            assertThat(ask(router, "offered")).isEqualTo("1.0.0 after installed");
            assertThat(ask(router, "installed")).isEqualTo("1.0.0 after installed, offered");
            Bundle next = container.stage(ID, "2.0.0", "router-a");
            container.leases.replace(List.of(old), List.of(next), Duration.ofSeconds(20));
            assertThat(ask(router, "installed")).isEqualTo("2.0.0 after offered, installed");
        } finally {
            container.close();
        }
    }

    @Test
    void oldestSetsAreForgotten(@TempDir Path folder) throws Exception {
        Container container = new Container(folder);
        try {
            Bundle old = container.start(ID, "1.0.0", "router-a");
            Router router = container.service(Router.class);
            List.of("a", "b", "c", "d", "e").forEach(about -> ask(router, about));
            Bundle next = container.stage(ID, "2.0.0", "router-a");
            container.leases.replace(List.of(old), List.of(next), Duration.ofSeconds(20));
            assertThat(ask(router, "f")).isEqualTo("2.0.0 after b, c, d, e");
        } finally {
            container.close();
        }
    }
}

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

    /** Asks about some sets, replaces the router, and returns what the new one says. */
    private static String askedAfterSwap(Path folder, List<String> before, String about) throws Exception {
        Container container = new Container(folder);
        try {
            Bundle old = container.start(ID, "1.0.0", "router-a");
            Router router = container.service(Router.class);
            for (int i = 0; i < before.size(); i++) {
                assertThat(ask(router, before.get(i)))
                        .isEqualTo("1.0.0 after " + String.join(", ", before.subList(0, i)));
            }
            Bundle next = container.stage(ID, "2.0.0", "router-a");
            container.leases.replace(List.of(old), List.of(next), Duration.ofSeconds(20));
            return ask(router, about);
        } finally {
            container.close();
        }
    }

    @Test
    void newRouterHasSeenAllSetsThatAreAskedAbout(@TempDir Path folder) throws Exception {
        List<String> before = List.of("installed", "offered", "installed");
        assertThat(askedAfterSwap(folder, before, "installed")).isEqualTo("2.0.0 after offered, installed");
    }

    @Test
    void oldestSetsAreForgotten(@TempDir Path folder) throws Exception {
        List<String> before = List.of("a", "b", "c", "d", "e");
        assertThat(askedAfterSwap(folder, before, "f")).isEqualTo("2.0.0 after b, c, d, e");
    }
}

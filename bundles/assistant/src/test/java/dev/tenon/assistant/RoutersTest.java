// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Utterance;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

class RoutersTest {
    private static final Version BOOT = Version.parseVersion("1.0.0");
    private static final Version UPDATE = Version.parseVersion("1.10.0");

    private final Routers routers = new Routers();
    private final Router adaptive = new Named("adaptive");
    private final Router updated = new Named("adaptive, updated");
    private final Router rules = new Named("rules");

    private record Named(String name) implements Router {
        @Override
        public Decision decide(Utterance utterance, List<Route> routes) {
            return Decision.nobody(List.of());
        }
    }

    private static ServiceReference<Router> reference(
            String pluginId, Version version, Map<String, Object> properties) {
        Object bundle = Proxy.newProxyInstance(
                RoutersTest.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> method.getName().equals("getVersion") ? version : pluginId);
        @SuppressWarnings("unchecked")
        ServiceReference<Router> reference = (ServiceReference<Router>) Proxy.newProxyInstance(
                RoutersTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getBundle") ? bundle : properties.get(String.valueOf(arguments[0])));
        return reference;
    }

    @Test
    void nobodyIsAskedWhereNoneIs() {
        assertThat(routers.best()).isEmpty();
    }

    @Test
    void ofTwoVersionsTheNewerIsAskedThoughItCameLater() {
        routers.add("adaptive", BOOT, 1, 0, adaptive);
        routers.add("adaptive", UPDATE, 2, 0, updated);
        assertThat(routers.best()).contains(updated);
        routers.remove(2);
        assertThat(routers.best()).contains(adaptive);
    }

    @Test
    void anOldVersionDoesNotWinByItsRanking() {
        routers.add("adaptive", UPDATE, 1, 0, updated);
        routers.add("adaptive", BOOT, 2, 1_000, adaptive);
        assertThat(routers.best()).contains(updated);
    }

    @Test
    void ofDifferentRoutersTheHighestRankingIsAsked() {
        routers.add("adaptive", BOOT, 1, 0, adaptive);
        routers.add("adaptive", UPDATE, 2, 0, updated);
        routers.add("rules", BOOT, 3, 100, rules);
        assertThat(routers.best()).contains(rules);
        routers.remove(3);
        assertThat(routers.best()).contains(updated);
    }

    @Test
    void ofEqualOnesTheFirstIsAsked() {
        routers.add("rules", UPDATE, 2, 5, rules);
        routers.add("adaptive", BOOT, 1, 5, adaptive);
        assertThat(routers.best()).contains(adaptive);
    }

    @Test
    void readsWhatItNeedsFromTheService() {
        ServiceReference<Router> boot = reference("adaptive", BOOT, Map.of(Constants.SERVICE_ID, 1L));
        ServiceReference<Router> other =
                reference("rules", BOOT, Map.of(Constants.SERVICE_ID, 2L, Constants.SERVICE_RANKING, 100));
        ServiceReference<Router> lower =
                reference("rules", BOOT, Map.of(Constants.SERVICE_ID, 2L, Constants.SERVICE_RANKING, -1));
        routers.addRouter(other, rules);
        routers.addRouter(boot, adaptive);
        assertThat(routers.best()).contains(rules);
        routers.addRouter(lower, rules);
        assertThat(routers.best()).as("after its ranking changed").contains(adaptive);
        routers.removeRouter(boot);
        assertThat(routers.best()).contains(rules);
        routers.removeRouter(lower);
        assertThat(routers.best()).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Utterance;
import java.util.List;

/** Fronts of routers. What a router hands back consists of records and texts. */
final class RouterFronts implements FrontFactory<Router> {
    @Override
    public Class<Router> type() {
        return Router.class;
    }

    @Override
    public Router front(Calls<Router> calls) {
        return new RouterFront(calls);
    }

    private static final class RouterFront implements Router {
        private final Calls<Router> calls;

        private RouterFront(Calls<Router> calls) {
            this.calls = calls;
        }

        @Override
        public Decision decide(Utterance utterance, List<Route> routes) {
            return calls.call(router -> router.decide(utterance, routes));
        }

        @Override
        public String toString() {
            return "front of a router of " + calls.plugin();
        }
    }
}

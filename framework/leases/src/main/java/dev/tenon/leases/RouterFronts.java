// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Utterance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fronts of routers. What a router hands back consists of records and texts. */
final class RouterFronts implements FrontFactory<Router> {
    private volatile @Nullable Request last;

    /** What was asked last, by anybody. */
    private record Request(Utterance utterance, List<Route> routes) {}

    @Override
    public Class<Router> type() {
        return Router.class;
    }

    /** A router looks at the routes when they are new to it; a decision has no effect. */
    @Override
    public void prepare(Router router) {
        Request known = last;
        if (known != null) {
            router.decide(known.utterance(), known.routes());
        }
    }

    @Override
    public Router front(Calls<Router> calls) {
        return new RouterFront(calls);
    }

    private final class RouterFront implements Router {
        private final Calls<Router> calls;

        private RouterFront(Calls<Router> calls) {
            this.calls = calls;
        }

        @Override
        public Decision decide(Utterance utterance, List<Route> routes) {
            last = new Request(utterance, routes);
            return calls.call(router -> router.decide(utterance, routes));
        }

        @Override
        public String toString() {
            return "front of a router of " + calls.plugin();
        }
    }
}

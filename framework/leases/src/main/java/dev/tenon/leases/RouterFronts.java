// SPDX-License-Identifier: Apache-2.0
package dev.tenon.leases;

import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Utterance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fronts of routers. What a router hands back consists of records and texts. */
final class RouterFronts implements FrontFactory<Router> {
    /** The assistant asks about what is installed, and about that with what is offered; somebody else may ask too. */
    private static final int MOST_KNOWN = 4;

    /** A new router gets ready for what is asked now; for what nobody asks it would only take time from those who do. */
    private static final long NOW_NANOS = 10_000_000_000L;

    private final Map<List<String>, Request> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Request> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /** What was asked last about some routes, by anybody. */
    private record Request(Utterance utterance, List<Route> routes, long nanos) {}

    @Override
    public Class<Router> type() {
        return Router.class;
    }

    /** A router looks at the routes when they are new to it; a decision has no effect. */
    @Override
    public void prepare(Router router) {
        askedNow().forEach(request -> router.decide(request.utterance(), request.routes()));
    }

    private void remember(Utterance utterance, List<Route> routes) {
        List<String> ids = routes.stream().map(Route::id).toList();
        synchronized (known) {
            known.put(ids, new Request(utterance, routes, System.nanoTime()));
        }
    }

    private List<Request> askedNow() {
        long now = System.nanoTime();
        synchronized (known) {
            known.values().removeIf(request -> now - request.nanos > NOW_NANOS);
            return List.copyOf(known.values());
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
            remember(utterance, routes);
            return calls.call(router -> router.decide(utterance, routes));
        }

        @Override
        public String toString() {
            return "front of a router of " + calls.plugin();
        }
    }
}

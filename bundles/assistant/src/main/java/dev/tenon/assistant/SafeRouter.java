// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Decision.Verdict;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Utterance;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the router, which is a plugin as well: if it fails or is absent, what skills read themselves still counts. */
final class SafeRouter {
    private static final Logger LOG = LoggerFactory.getLogger(SafeRouter.class);

    /** Without a router only a skill that read nearly all of a request answers. */
    private static final double READ_WELL = 0.8;

    private SafeRouter() {}

    static Decision decide(Optional<Router> router, Utterance utterance, List<Route> routes, Guard guard)
            throws ForeignFailure {
        if (router.isEmpty()) {
            return byReading(routes);
        }
        Router asked = router.get();
        try {
            Decision decision = guard.call(asked, Guard.LOOK, () -> asked.decide(utterance, routes));
            Set<String> ids = routes.stream().map(Route::id).collect(Collectors.toSet());
            Set<String> seen = new HashSet<>();
            if (decision.candidates().stream().allMatch(each -> ids.contains(each.id()) && seen.add(each.id()))) {
                return decision;
            }
            LOG.warn(
                    "The router {} chose what was not asked: {}",
                    asked.getClass().getName(),
                    decision);
        } catch (ForeignFailure e) {
            if (!e.isThePlugins()) {
                throw e;
            }
            LOG.warn("The router {} {}", asked.getClass().getName(), e.getMessage(), e);
        }
        return byReading(routes);
    }

    private static Decision byReading(List<Route> routes) {
        List<Candidate> readers = routes.stream()
                .filter(route -> route.understood().isPresent())
                .map(route -> new Candidate(
                        route.id(), route.understood().get().confidence(), Map.of(), "read it, and no router is here"))
                .sorted(Comparator.comparingDouble(Candidate::confidence)
                        .reversed()
                        .thenComparing(Candidate::id))
                .toList();
        return readers.isEmpty() || readers.get(0).confidence() < READ_WELL
                ? Decision.nobody(readers)
                : new Decision(Verdict.ANSWER, readers);
    }
}

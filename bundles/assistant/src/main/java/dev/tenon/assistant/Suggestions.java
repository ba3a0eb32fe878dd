// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Utterance;
import dev.tenon.runtime.Offers.Offer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What plugins could do that do not run here.
 *
 * @param decision over all skills, the installed and the offered together
 * @param offers one per plugin, the likeliest first
 * @param confidence of the first offer, 0 without one
 */
record Suggestions(Decision decision, List<Offer> offers, double confidence) {
    private static final int MOST = 3;

    /** A name costs the asker little: less certainty is needed than for an answer. */
    private static final double LEAST = 0.25;

    /**
     * Weighs the offers among what is installed: a word that installed skills know as well is no sign that another
     * plugin is wanted.
     */
    static Suggestions of(
            Utterance utterance, List<Offer> offers, List<Route> installed, Optional<Router> router, Guard guard)
            throws ForeignFailure {
        Map<String, Offer> byRoute = new LinkedHashMap<>();
        offers.forEach(offer -> byRoute.put(offer.pluginId() + "/" + offer.skill(), offer));
        installed.forEach(route -> byRoute.remove(route.id()));
        List<Route> routes = new ArrayList<>(installed);
        byRoute.forEach((id, offer) ->
                routes.add(new Route(id, offer.summary(), offer.examples(), offer.attachments(), Optional.empty())));
        Decision decision = SafeRouter.decide(router, utterance, routes, guard);
        List<Candidate> likely = decision.candidates().stream()
                .filter(candidate -> byRoute.containsKey(candidate.id()) && candidate.confidence() >= LEAST)
                .toList();
        List<Offer> named = likely.stream()
                .map(candidate -> byRoute.get(candidate.id()))
                .collect(Collectors.toMap(Offer::pluginId, offer -> offer, (best, other) -> best, LinkedHashMap::new))
                .values()
                .stream()
                .limit(MOST)
                .toList();
        return new Suggestions(
                decision, named, likely.isEmpty() ? 0 : likely.get(0).confidence());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Utterance;
import dev.tenon.runtime.Offers.Offer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Names the marketplace's plugins that could answer. */
final class Suggestions {
    private static final int MOST = 3;

    private Suggestions() {}

    /**
     * The offers whose skills the request resembles most, one per plugin, best first. Ranked among what is installed:
     * a word that installed skills know as well is no sign that another plugin is wanted.
     */
    static List<Offer> of(Utterance utterance, List<Offer> offers, List<Route> installed, Router router, Guard guard)
            throws ForeignFailure {
        Map<String, Offer> byRoute = new LinkedHashMap<>();
        offers.forEach(offer -> byRoute.put(offer.pluginId() + "/" + offer.skill(), offer));
        List<Route> routes = new ArrayList<>(installed);
        byRoute.forEach(
                (id, offer) -> routes.add(new Route(id, offer.summary(), offer.examples(), offer.attachments())));
        return SafeRouter.rank(router, utterance, routes, guard).stream()
                .filter(candidate -> candidate.confidence() >= Choice.FLOOR)
                .map(Candidate::id)
                .filter(byRoute::containsKey)
                .map(byRoute::get)
                .collect(Collectors.toMap(Offer::pluginId, offer -> offer, (best, other) -> best, LinkedHashMap::new))
                .values()
                .stream()
                .limit(MOST)
                .toList();
    }
}

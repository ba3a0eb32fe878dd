// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.rules;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Decision.Verdict;
import dev.tenon.api.router.Route;
import dev.tenon.api.skill.Understanding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides about a request that no rule fits. Thread-safe. */
final class Unruled {
    /** A skill that is as sure of its own reading answers. */
    static final double READ_WELL = 0.8;

    /** Overlap is clear from this share on, with this lead over the next skill. */
    static final double CLEAR = 0.6;

    static final double LEAD = 0.2;

    /** Candidates in a decision: enough for a trace. */
    private static final int WEIGHED = 5;

    private final Overlap overlap = new Overlap();

    Decision decide(String plain, List<Route> routes) {
        List<Overlap.Common> nearest = overlap.of(plain, routes);
        List<Candidate> readers = readers(routes, nearest);
        if (!readers.isEmpty()) {
            boolean tied = readers.size() > 1
                    && readers.get(0).evidence().equals(readers.get(1).evidence());
            return new Decision(tied ? Verdict.ASK : Verdict.ANSWER, readers);
        }
        List<Candidate> near = nearest.stream()
                .limit(WEIGHED)
                .map(common -> new Candidate(
                        common.route().id(),
                        common.share(),
                        Map.of("overlap", common.share()),
                        "shares " + common.common() + " with '" + common.example() + "'"))
                .toList();
        double best = near.isEmpty() ? 0 : near.get(0).confidence();
        double next = near.size() < 2 ? 0 : near.get(1).confidence();
        return best >= CLEAR && best - next >= LEAD ? new Decision(Verdict.ANSWER, near) : Decision.nobody(near);
    }

    /** The surest first; among equally sure ones the one whose examples are nearer. */
    private static List<Candidate> readers(List<Route> routes, List<Overlap.Common> nearest) {
        List<Candidate> readers = new ArrayList<>();
        for (Route route : routes) {
            Optional<Understanding> own = route.understood().filter(reading -> reading.confidence() >= READ_WELL);
            own.ifPresent(reading -> {
                Map<String, Double> evidence = new LinkedHashMap<>();
                evidence.put("understood", reading.confidence());
                evidence.put("overlap", share(route, nearest));
                readers.add(new Candidate(
                        route.id(),
                        reading.confidence(),
                        evidence,
                        "read " + reading.arguments().values().keySet()));
            });
        }
        readers.sort(Comparator.comparingDouble(Candidate::confidence)
                .thenComparingDouble(candidate -> candidate.evidence().getOrDefault("overlap", 0.0))
                .reversed()
                .thenComparing(Candidate::id));
        return readers;
    }

    private static double share(Route route, List<Overlap.Common> nearest) {
        return nearest.stream()
                .filter(common -> common.route().id().equals(route.id()))
                .mapToDouble(Overlap.Common::share)
                .findFirst()
                .orElse(0);
    }
}

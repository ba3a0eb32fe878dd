// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import dev.tenon.api.lifecycle.DerivedState;
import dev.tenon.api.lifecycle.TenonPlugin;
import dev.tenon.api.platform.Embeddings;
import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Decides by the nearness of a request to the examples of each skill, in words and in meaning. */
@TenonPlugin(
        id = "dev.tenon.router.adaptive",
        name = "Adaptive router",
        summary = "Finds the skill for a request by its nearness to the examples of each, and knows when none is near.",
        categories = "router")
@Component
public final class AdaptiveRouter implements Router, DerivedState {
    /** Candidates in a decision: enough for a trace. */
    private static final int WEIGHED = 5;

    private final AtomicReference<Optional<Embeddings>> embeddings = new AtomicReference<>(Optional.empty());
    private final Indexes indexes = new Indexes();
    private final Calibration withMeaning = Calibration.of("meaning");
    private final Calibration inWords = Calibration.of("words");

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setEmbeddings(Embeddings service) {
        embeddings.set(Optional.of(service));
    }

    void unsetEmbeddings(Embeddings service) {
        embeddings.updateAndGet(now -> now.filter(current -> current != service));
    }

    @Override
    public String name() {
        return "indexes";
    }

    @Override
    public byte[] give() {
        return indexes.give();
    }

    @Override
    public void take(byte[] state) throws IOException {
        indexes.take(state);
    }

    @Override
    public Decision decide(Utterance utterance, List<Route> routes) {
        Optional<Neighbourhood> neighbourhood = neighbourhood(utterance, routes);
        Map<Integer, Candidate> near =
                neighbourhood.map(all -> candidates(all, routes)).orElse(Map.of());
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            Optional<Candidate> alike = Optional.ofNullable(near.get(i));
            candidate(utterance, route, alike).ifPresent(candidates::add);
        }
        // the comparison ranks: confidences that it caps are equal, and twins differ by rounding errors only
        Map<String, Double> shares =
                neighbourhood.map(all -> shares(all, routes)).orElse(Map.of());
        candidates.sort(Comparator.comparingDouble(Candidate::confidence)
                .thenComparingDouble(candidate -> shares.getOrDefault(candidate.id(), 0.0))
                .reversed()
                .thenComparing(Candidate::id));
        double together = neighbourhood.map(Neighbourhood::together).orElse(0.0);
        return Verdicts.of(candidates.stream().limit(WEIGHED).toList(), together);
    }

    private static Map<String, Double> shares(Neighbourhood neighbourhood, List<Route> routes) {
        return neighbourhood.nearest().stream()
                .collect(Collectors.toMap(
                        near -> routes.get(near.route()).id(), near -> Math.round(near.share() * 1e9) / 1e9));
    }

    private Optional<Neighbourhood> neighbourhood(Utterance utterance, List<Route> routes) {
        Features features = Features.of(utterance.text());
        // a text without a word in it is like nothing, whatever an encoder makes of it
        if (routes.isEmpty() || features.words() == 0) {
            return Optional.empty();
        }
        Indexes.Request request = indexes.request(utterance.text(), features, routes, embeddings.get());
        return Optional.of(new Neighbourhood(
                request.nearness().nearest(), request.withMeaning() ? withMeaning : inWords, request.index()));
    }

    private static Map<Integer, Candidate> candidates(Neighbourhood neighbourhood, List<Route> routes) {
        return neighbourhood.nearest().stream()
                .collect(Collectors.toMap(
                        Nearness.Near::route, each -> candidate(routes.get(each.route()), each, neighbourhood)));
    }

    private static Candidate candidate(Route route, Nearness.Near near, Neighbourhood neighbourhood) {
        Map<String, Double> evidence = new LinkedHashMap<>();
        evidence.put("nearest", rounded(near.best()));
        evidence.put("in words", rounded(near.words()));
        evidence.put("best few", rounded(near.few()));
        evidence.put("share", rounded(near.share()));
        return new Candidate(
                route.id(),
                neighbourhood.confidence(near),
                evidence,
                "like '" + neighbourhood.index().example(near.nearest()).text() + "'");
    }

    /** Joins nearness, what the skill itself understood, and attachments. */
    private static Optional<Candidate> candidate(Utterance utterance, Route route, Optional<Candidate> near) {
        double confidence = near.map(Candidate::confidence).orElse(0.0);
        Map<String, Double> evidence =
                new LinkedHashMap<>(near.map(Candidate::evidence).orElse(Map.of()));
        List<String> why = new ArrayList<>(near.map(Candidate::why).stream().toList());
        if (route.understood().isPresent()) {
            Understanding own = route.understood().get();
            evidence.put("understood", own.confidence());
            why.add("read " + own.arguments().values().keySet());
            confidence = Verdicts.joined(confidence, own.confidence());
        }
        double attached = Attachments.factor(utterance, route);
        if (attached != 1) {
            evidence.put("attachments", attached);
            confidence = Attachments.joined(utterance, route, confidence);
        }
        return evidence.isEmpty()
                ? Optional.empty()
                : Optional.of(new Candidate(route.id(), confidence, evidence, String.join("; ", why)));
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}

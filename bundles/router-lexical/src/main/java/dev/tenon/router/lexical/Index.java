// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.lexical;

import dev.tenon.api.router.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The examples of some routes, weighted by how much each word tells (TF-IDF). Immutable after construction. */
final class Index {
    /** Words carry meaning, pieces forgive spelling and endings. */
    private static final double WORDS_SHARE = 0.5;

    private final List<Example> examples = new ArrayList<>();
    private final Space words;
    private final Space pieces;

    /**
     * One example.
     *
     * @param route its position among the routes
     * @param text as the skill's author wrote it
     */
    record Example(int route, String text) {}

    /**
     * How near an example is to a request.
     *
     * @param example the example
     * @param cosine 0 to 1
     */
    record Hit(Example example, double cosine) {}

    Index(List<Route> routes, List<String> background, Function<String, Features> features) {
        List<Features> all = new ArrayList<>();
        for (int route = 0; route < routes.size(); route++) {
            for (String text : sentences(routes.get(route))) {
                examples.add(new Example(route, text));
                all.add(features.apply(text));
            }
        }
        int telling = all.size();
        background.stream().map(features).forEach(all::add);
        words = new Space(all.stream().map(Features::words).toList(), telling);
        pieces = new Space(all.stream().map(Features::pieces).toList(), telling);
    }

    /** Examples of all languages, in an order that depends on nothing but the route. */
    private static Set<String> sentences(Route route) {
        Set<String> sentences = new java.util.LinkedHashSet<>();
        route.examples().entrySet().stream()
                .sorted(java.util.Comparator.comparing(entry -> entry.getKey().toLanguageTag()))
                .forEach(entry -> sentences.addAll(entry.getValue()));
        return sentences;
    }

    /** The best example of each route that has any likeness to the request; by the route's position. */
    Map<Integer, Hit> nearest(Features request) {
        double[] score = new double[examples.size()];
        words.addLikeness(request.words(), WORDS_SHARE, score);
        pieces.addLikeness(request.pieces(), 1 - WORDS_SHARE, score);
        Map<Integer, Hit> best = new HashMap<>();
        for (int i = 0; i < score.length; i++) {
            Example example = examples.get(i);
            if (score[i] > 0) {
                Hit hit = new Hit(example, Math.min(1, score[i]));
                best.merge(example.route(), hit, (old, now) -> now.cosine() > old.cosine() ? now : old);
            }
        }
        return best;
    }

    /** One kind of feature: its weights and, per feature, the examples that have it. */
    private static final class Space {
        private final Map<String, Double> weights = new HashMap<>();
        private final Map<String, List<Posting>> postings = new HashMap<>();
        private final double unseen;

        Space(List<Map<String, Integer>> documents, int examples) {
            Map<String, Integer> occurrences = new HashMap<>();
            for (Map<String, Integer> document : documents) {
                new HashSet<>(document.keySet()).forEach(feature -> occurrences.merge(feature, 1, Integer::sum));
            }
            int count = documents.size();
            occurrences.forEach((feature, in) -> weights.put(feature, idf(count, in)));
            unseen = idf(count, 0);
            for (int i = 0; i < examples; i++) {
                Map<String, Integer> document = documents.get(i);
                double length = length(document);
                int example = i;
                document.forEach((feature, times) -> postings.computeIfAbsent(feature, f -> new ArrayList<>())
                        .add(new Posting(example, weight(feature, times) / length)));
            }
        }

        private static double idf(int documents, int in) {
            return Math.log((documents + 1.0) / (in + 1.0)) + 0.3;
        }

        private double weight(String feature, int times) {
            return (1 + Math.log(times)) * weights.getOrDefault(feature, unseen);
        }

        private double length(Map<String, Integer> document) {
            double sum = 0;
            for (Map.Entry<String, Integer> entry : document.entrySet()) {
                double weight = weight(entry.getKey(), entry.getValue());
                sum += weight * weight;
            }
            return Math.max(Math.sqrt(sum), 1e-9);
        }

        void addLikeness(Map<String, Integer> request, double share, double[] score) {
            double length = length(request);
            request.forEach((feature, times) -> {
                double weight = share * weight(feature, times) / length;
                for (Posting posting : postings.getOrDefault(feature, List.of())) {
                    score[posting.example] += weight * posting.weight;
                }
            });
        }

        private record Posting(int example, double weight) {}
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import dev.tenon.api.platform.Embedding;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How near a request is to the examples of each route, in words and in meaning, half and half for sentences. A route's nearness
 * weighs its best example as much as the mean of its best few. Among the nearest routes a kernel ridge regression
 * (Saunders, Gammerman, Vovk 1998) over their nearest examples decides: an example that is near to everything, or that
 * two routes have in common, then counts for little. Immutable.
 */
final class Nearness {
    private static final int BEST_FEW = 5;
    private static final int ROUTES_COMPARED = 10;
    private static final int EXAMPLES_COMPARED = 12;
    private static final double RIDGE = 0.3;

    private final Index index;
    private final double[] likeness;
    private final double[] inWords;
    private final Optional<double[]> inMeaning;

    /**
     * What is known of a route.
     *
     * @param route its position
     * @param nearest the number of its nearest example
     * @param best likeness of the nearest example
     * @param few mean likeness of the best few
     * @param words likeness in words of the nearest example
     * @param share what the regression gives it, about 0 to 1
     */
    record Near(int route, int nearest, double best, double few, double words, double share) {
        double rank() {
            return (best + few) / 2;
        }
    }

    Nearness(Index index, Features request, Optional<Embedding> meaning) {
        this.index = index;
        inWords = index.wordLikeness(request);
        inMeaning = index.meaningLikeness(meaning);
        likeness = inMeaning
                .map(other -> IntStream.range(0, inWords.length)
                        .mapToDouble(i -> index.joined(WordIndex.meaningShare(request), i, inWords[i], other[i]))
                        .toArray())
                .orElse(inWords);
    }

    /** The nearest routes, compared; by share, the greatest first. */
    List<Near> nearest() {
        Map<Integer, int[]> byRoute = bestExamples();
        List<Near> near = byRoute.entrySet().stream()
                .map(entry -> seen(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Near::rank).reversed().thenComparing(Near::route))
                .limit(ROUTES_COMPARED)
                .toList();
        double[] shares = shares(near, byRoute);
        return IntStream.range(0, near.size())
                .mapToObj(i -> new Near(
                        near.get(i).route,
                        near.get(i).nearest,
                        near.get(i).best,
                        near.get(i).few,
                        near.get(i).words,
                        shares[i]))
                .sorted(Comparator.comparingDouble(Near::share).reversed().thenComparing(Near::route))
                .toList();
    }

    private Near seen(int route, int[] best) {
        double few = Arrays.stream(best)
                .limit(BEST_FEW)
                .mapToDouble(i -> likeness[i])
                .average()
                .orElse(0);
        return new Near(route, best[0], likeness[best[0]], few, inWords[best[0]], 0);
    }

    /** Each route's best examples with any likeness, the best first. */
    private Map<Integer, int[]> bestExamples() {
        Map<Integer, int[]> byRoute = new TreeMap<>();
        int[] best = new int[EXAMPLES_COMPARED];
        int from = 0;
        while (from < likeness.length) {
            int route = index.example(from).route();
            int found = 0;
            int at = from;
            for (; at < likeness.length && index.example(at).route() == route; at++) {
                found = likeness[at] > 0 ? inserted(at, best, found) : found;
            }
            if (found > 0) {
                byRoute.put(route, Arrays.copyOf(best, found));
            }
            from = at;
        }
        return byRoute;
    }

    /** Puts an example behind those that are at least as near; what has no room left is dropped. */
    private int inserted(int example, int[] best, int found) {
        int at = found;
        while (at > 0 && likeness[best[at - 1]] < likeness[example]) {
            at--;
        }
        if (at == best.length) {
            return found;
        }
        System.arraycopy(best, at, best, at + 1, Math.min(found, best.length - 1) - at);
        best[at] = example;
        return Math.min(found + 1, best.length);
    }

    private double[] shares(List<Near> near, Map<Integer, int[]> byRoute) {
        int[] examples = near.stream()
                .flatMapToInt(each -> Arrays.stream(byRoute.get(each.route)))
                .toArray();
        double[][] gram = index.likeness(examples, inMeaning.isPresent());
        for (int i = 0; i < gram.length; i++) {
            gram[i][i] += RIDGE;
        }
        double[] request = Arrays.stream(examples).mapToDouble(i -> likeness[i]).toArray();
        // the share of route c is y_c . K^-1 k: one system serves all routes, for K is symmetric
        double[] weights = Cholesky.solve(gram, request);
        double[] shares = new double[near.size()];
        int at = 0;
        for (int route = 0; route < shares.length; route++) {
            for (int k = byRoute.get(near.get(route).route).length; k > 0; k--) {
                shares[route] += weights[at++];
            }
        }
        return shares;
    }
}

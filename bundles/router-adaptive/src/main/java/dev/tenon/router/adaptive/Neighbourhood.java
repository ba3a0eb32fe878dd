// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.util.List;

/**
 * The routes nearest to a request.
 *
 * @param nearest by share, the greatest first
 * @param calibration makes confidences of what is known
 * @param index holds the examples
 */
record Neighbourhood(List<Nearness.Near> nearest, Calibration calibration, Index index) {
    /** A second route with so much of the first one's share is a rival. */
    private static final double RIVAL = 0.6;

    /** The confidence of a route, never above that of a route with a greater share: the comparison ranks. */
    double confidence(Nearness.Near near) {
        double least = 1;
        for (Nearness.Near each : nearest) {
            double next = nearest.stream()
                    .filter(other -> other != each)
                    .mapToDouble(Nearness.Near::share)
                    .max()
                    .orElse(0);
            least = Math.min(least, calibration.confidence(each, next));
            if (each == near) {
                return least;
            }
        }
        throw new IllegalArgumentException("not a neighbour: " + near);
    }

    /** The confidence that one of the first and its rivals is meant, which have most of their examples in common. */
    double together() {
        if (nearest.size() < 2
                || nearest.get(1).share() < RIVAL * nearest.get(0).share()) {
            return 0;
        }
        Nearness.Near first = nearest.get(0);
        double least = RIVAL * first.share();
        double share = nearest.stream()
                .mapToDouble(Nearness.Near::share)
                .filter(each -> each >= least)
                .sum();
        double next = nearest.stream()
                .mapToDouble(Nearness.Near::share)
                .filter(each -> each < least)
                .max()
                .orElse(0);
        Nearness.Near joined =
                new Nearness.Near(first.route(), first.nearest(), first.best(), first.few(), first.words(), share);
        return calibration.confidence(joined, next);
    }
}

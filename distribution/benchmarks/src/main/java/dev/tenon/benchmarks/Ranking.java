// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How well a score tells two kinds apart. */
final class Ranking {
    private Ranking() {}

    private record Scored(double score, boolean inside) {}

    /**
     * Area under the receiver operating characteristic: the probability that one of the first kind scores higher than
     * one of the second, ties counted half (Mann-Whitney).
     *
     * @param inside scores of the first kind, not empty
     * @param outside scores of the second kind, not empty
     * @return 0 to 1; 0.5 if the score tells nothing
     */
    static double auroc(List<Double> inside, List<Double> outside) {
        List<Scored> all = new ArrayList<>();
        inside.forEach(score -> all.add(new Scored(score, true)));
        outside.forEach(score -> all.add(new Scored(score, false)));
        all.sort(Comparator.comparingDouble(Scored::score));
        double ranks = 0;
        for (int from = 0; from < all.size(); ) {
            int to = from;
            while (to < all.size() && all.get(to).score == all.get(from).score) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            ranks +=
                    rank * all.subList(from, to).stream().filter(Scored::inside).count();
            from = to;
        }
        double n = inside.size();
        return (ranks - n * (n + 1) / 2) / (n * outside.size());
    }
}

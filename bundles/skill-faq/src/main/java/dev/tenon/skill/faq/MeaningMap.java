// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import dev.tenon.api.platform.Embedding;
import java.util.List;
import java.util.Map;

/**
 * Passages as vectors of one space. Immutable.
 *
 * @param space of all vectors
 * @param vectors by passage
 * @param floor the nearness that requests reach which no passage answers
 */
record MeaningMap(String space, Map<Passage, Embedding> vectors, double floor) {
    /** From the floor up to here nearness becomes likelihood; the same sentence again lies at 1. */
    private static final double SURE = 0.6;

    static final MeaningMap NONE = new MeaningMap("", Map.of(), 1);

    MeaningMap {
        vectors = Map.copyOf(vectors);
    }

    static MeaningMap of(String space, Map<Passage, Embedding> vectors, List<Embedding> everyday) {
        double[] nearest = everyday.stream()
                .mapToDouble(request -> vectors.values().stream()
                        .mapToDouble(request::cosine)
                        .max()
                        .orElse(0))
                .sorted()
                .toArray();
        double floor = nearest.length == 0 ? 1 : nearest[nearest.length * 9 / 10];
        return new MeaningMap(space, vectors, Math.min(0.95, Math.max(0, floor)));
    }

    /** How likely it is that a passage means what is asked, 0 to 1; 0 for one that has no vector yet. */
    double likelihood(Embedding question, Passage passage) {
        Embedding vector = vectors.get(passage);
        if (vector == null) {
            return 0;
        }
        double sure = floor + SURE * (1 - floor);
        return Math.max(0, Math.min(1, (question.cosine(vector) - floor) / (sure - floor)));
    }
}

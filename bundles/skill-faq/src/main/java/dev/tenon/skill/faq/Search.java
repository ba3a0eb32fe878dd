// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Joins what the words and what the meaning say. Thread-safe. */
final class Search {
    /** The meaning alone reaches this much: an encoder sees likeness of subject where no answer is. */
    private static final double MEANING_SHARE = 0.7;

    private static final int MOST = 4;
    private static final int LONGEST = 1_000;

    private final Meaning meaning;

    Search(Meaning meaning) {
        this.meaning = meaning;
    }

    /** The nearest passages, best first, at most four; empty if none is near at all. */
    List<Hit> of(Index index, String question) {
        if (index.passages().isEmpty()) {
            return List.of();
        }
        String asked = question.length() <= LONGEST ? question : question.substring(0, LONGEST);
        double[] words = index.scores(asked);
        Optional<ToDoubleFunction<Passage>> likelihood = meaning.of(asked);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            Passage passage = index.passages().get(i);
            double means = likelihood.isPresent() ? likelihood.get().applyAsDouble(passage) : 0;
            double score = words[i] + (1 - words[i]) * MEANING_SHARE * means;
            if (score > 0) {
                hits.add(new Hit(passage, score));
            }
        }
        hits.sort(Comparator.comparingDouble(Hit::score).reversed());
        return List.copyOf(hits.subList(0, Math.min(MOST, hits.size())));
    }
}

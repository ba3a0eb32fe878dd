// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weighs features by how much each tells: inverse document frequency, and how often it occurs with the saturation of BM25
 * (Robertson and Zaragoza 2009). The vectors
 * of words and of pieces are brought to unit length apart and then joined half and half, so that the dot product of two
 * vectors is a cosine. Immutable after construction.
 */
final class Vocabulary {
    /** Words carry meaning, pieces forgive spelling and endings. */
    private static final double WORDS_SHARE = 0.5;

    /** How soon further occurrences in one text stop counting. */
    private static final double SATURATION = 1.2;

    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> documents = new HashMap<>();
    private final int count;

    /** Counts. */
    Vocabulary(List<Features> texts) {
        count = texts.size();
        for (Features text : texts) {
            text.words().keySet().forEach(word -> documents.merge(word, 1, Integer::sum));
            text.pieces().keySet().forEach(piece -> documents.merge('~' + piece, 1, Integer::sum));
        }
        documents.keySet().forEach(feature -> ids.put(feature, ids.size()));
    }

    /** The vector of a text; what the vocabulary does not know counts for its length only. */
    Sparse of(Features text) {
        List<Entry> entries = new ArrayList<>();
        add(text.words(), "", Math.sqrt(WORDS_SHARE), entries);
        add(text.pieces(), "~", Math.sqrt(1 - WORDS_SHARE), entries);
        entries.sort(Comparator.comparingInt(Entry::feature));
        int[] features = new int[entries.size()];
        float[] weights = new float[entries.size()];
        for (int i = 0; i < features.length; i++) {
            features[i] = entries.get(i).feature();
            weights[i] = (float) entries.get(i).weight();
        }
        return new Sparse(features, weights);
    }

    int size() {
        return ids.size();
    }

    private record Entry(int feature, double weight) {}

    private void add(Map<String, Integer> counts, String prefix, double share, List<Entry> to) {
        double squares = 0;
        List<Entry> raw = new ArrayList<>(counts.size());
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            String feature = prefix + entry.getKey();
            int times = entry.getValue();
            double weight = times * (SATURATION + 1) / (times + SATURATION) * idf(feature);
            squares += weight * weight;
            Integer id = ids.get(feature);
            if (id != null) {
                raw.add(new Entry(id, weight));
            }
        }
        double factor = share / Math.max(Math.sqrt(squares), 1e-9);
        raw.forEach(entry -> to.add(new Entry(entry.feature, entry.weight * factor)));
    }

    private double idf(String feature) {
        return Math.log((count + 1.0) / (documents.getOrDefault(feature, 0) + 1.0)) + 0.3;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weighs features by how much each tells: inverse document frequency, and how often it occurs with the saturation of BM25
 * (Robertson and Zaragoza 2009). A vector has unit length, so that the dot product of two is a cosine.
 * Immutable after construction.
 */
final class Vocabulary {
    /** How soon further occurrences in one text stop counting. */
    private static final double SATURATION = 1.2;

    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> documents = new HashMap<>();
    private final int count;

    /** Counts. */
    Vocabulary(List<Features> texts) {
        count = texts.size();
        for (Features text : texts) {
            text.pieces().keySet().forEach(piece -> documents.merge(piece, 1, Integer::sum));
        }
        documents.keySet().forEach(feature -> ids.put(feature, ids.size()));
    }

    /** The vector of a text; what the vocabulary does not know counts for its length only. */
    Sparse of(Features text) {
        List<Entry> entries = new ArrayList<>();
        double squares = 0;
        for (Map.Entry<String, Integer> piece : text.pieces().entrySet()) {
            int times = piece.getValue();
            double weight = times * (SATURATION + 1) / (times + SATURATION) * idf(piece.getKey());
            squares += weight * weight;
            Integer id = ids.get(piece.getKey());
            if (id != null) {
                entries.add(new Entry(id, weight));
            }
        }
        double length = Math.max(Math.sqrt(squares), 1e-9);
        entries.sort(Comparator.comparingInt(Entry::feature));
        int[] features = new int[entries.size()];
        float[] weights = new float[entries.size()];
        for (int i = 0; i < features.length; i++) {
            features[i] = entries.get(i).feature();
            weights[i] = (float) (entries.get(i).weight() / length);
        }
        return new Sparse(features, weights);
    }

    int size() {
        return ids.size();
    }

    private record Entry(int feature, double weight) {}

    private double idf(String feature) {
        return Math.log((count + 1.0) / (documents.getOrDefault(feature, 0) + 1.0)) + 0.3;
    }
}

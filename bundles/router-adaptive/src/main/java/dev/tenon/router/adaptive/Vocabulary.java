// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Weighs features by how much each tells: inverse document frequency, and how often it occurs with the saturation of BM25
 * (Robertson and Zaragoza 2009). A vector has unit length, so that the dot product of two is a cosine: how alike two
 * sentences are. A passage is weighed as a document of BM25 instead: how much of a request it contains.
 * Immutable after construction.
 */
final class Vocabulary {
    /** How soon further occurrences in one sentence stop counting; k1 of BM25. */
    private static final double SATURATION = 1.2;

    /** The same in a passage of mean length, and how much its length counts (b of BM25). */
    private static final double PASSAGE_SATURATION = 0.8;

    private static final double LENGTH_SHARE = 0.9;

    /**
     * The request's weights have one factor of the inverse document frequency already; with this power of it on the
     * other side, what is rare counts for somewhat more than in BM25.
     */
    private static final double PASSAGE_IDF_POWER = 0.4;

    private final Map<String, Known> known = new HashMap<>();
    private final Background background;
    private final int count;
    private final double meanPassage;

    /** A feature that a text has. */
    private record Known(int id, double idf) {}

    /** Counts the features of texts, beside those of the background. */
    Vocabulary(List<Features> texts, Background background) {
        this.background = background;
        count = texts.size() + background.sentences();
        Map<String, Integer> documents = new HashMap<>();
        for (Features text : texts) {
            text.pieces().keySet().forEach(piece -> documents.merge(piece, 1, Integer::sum));
        }
        documents.forEach((piece, times) ->
                known.put(piece, new Known(known.size(), idf(times + background.sentencesWith(piece)))));
        meanPassage = texts.stream()
                .filter(Features::isPassage)
                .mapToInt(Features::length)
                .average()
                .orElse(1);
    }

    /** The vector of a text; what the vocabulary does not know counts for its length only. */
    Sparse of(Features text) {
        double squares = 0;
        for (Map.Entry<String, Integer> piece : text.pieces().entrySet()) {
            double weight = weight(piece);
            squares += weight * weight;
        }
        double length = Math.max(Math.sqrt(squares), 1e-9);
        return sparse(text, piece -> weight(piece) / length);
    }

    /** What a passage has of each feature: its dot product with a request's vector grows with what of it stands here. */
    Sparse passage(Features text) {
        double saturation = PASSAGE_SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * text.length() / meanPassage);
        return sparse(
                text,
                piece -> saturated(piece.getValue(), PASSAGE_SATURATION, saturation) * passageIdf(piece.getKey()));
    }

    /** The greatest dot product that a request's vector can have with that of a passage. */
    double most(Features request) {
        double squares = 0;
        double sum = 0;
        for (Map.Entry<String, Integer> piece : request.pieces().entrySet()) {
            double weight = weight(piece);
            squares += weight * weight;
            sum += weight * passageIdf(piece.getKey()) * (PASSAGE_SATURATION + 1);
        }
        return Math.max(sum / Math.max(Math.sqrt(squares), 1e-9), 1e-9);
    }

    int size() {
        return known.size();
    }

    private record Entry(int feature, double weight) {}

    private Sparse sparse(Features text, ToDoubleFunction<Map.Entry<String, Integer>> weight) {
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Integer> piece : text.pieces().entrySet()) {
            Known feature = known.get(piece.getKey());
            if (feature != null) {
                entries.add(new Entry(feature.id(), weight.applyAsDouble(piece)));
            }
        }
        entries.sort(Comparator.comparingInt(Entry::feature));
        int[] features = new int[entries.size()];
        float[] weights = new float[entries.size()];
        for (int i = 0; i < features.length; i++) {
            features[i] = entries.get(i).feature();
            weights[i] = (float) entries.get(i).weight();
        }
        return new Sparse(features, weights);
    }

    private double weight(Map.Entry<String, Integer> piece) {
        return saturated(piece.getValue(), SATURATION, SATURATION) * idf(piece.getKey());
    }

    private static double saturated(int times, double most, double saturation) {
        return times * (most + 1) / (times + saturation);
    }

    private double passageIdf(String feature) {
        return Math.pow(idf(feature), PASSAGE_IDF_POWER);
    }

    private double idf(String piece) {
        Known feature = known.get(piece);
        return feature == null ? idf(background.sentencesWith(piece)) : feature.idf();
    }

    private double idf(int documents) {
        return Math.log((count + 1.0) / (documents + 1.0)) + 0.3;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the router is compared with: the nearest example by the cosine of TF-IDF vectors of the 2 to 5 characters inside
 * words, logarithmic term frequency (scikit-learn's {@code char_wb}, {@code sublinear_tf}).
 */
final class CharacterTfIdf {
    private final Map<String, Integer> documents = new HashMap<>();
    private final List<Example> examples = new ArrayList<>();
    private final int count;

    private record Example(String label, Map<String, Double> vector) {}

    CharacterTfIdf(Map<String, List<String>> byLabel) {
        byLabel.values()
                .forEach(texts -> texts.forEach(
                        text -> grams(text).keySet().forEach(gram -> documents.merge(gram, 1, Integer::sum))));
        count = byLabel.values().stream().mapToInt(List::size).sum();
        byLabel.forEach((label, texts) -> texts.forEach(text -> examples.add(new Example(label, vector(text)))));
    }

    /** The label of the nearest example; empty if none shares a piece. */
    String nearest(String text) {
        Map<String, Double> request = vector(text);
        String best = "";
        double most = 0;
        for (Example example : examples) {
            double cosine = 0;
            for (Map.Entry<String, Double> entry : request.entrySet()) {
                cosine += entry.getValue() * example.vector.getOrDefault(entry.getKey(), 0.0);
            }
            if (cosine > most) {
                most = cosine;
                best = example.label;
            }
        }
        return best;
    }

    private static Map<String, Integer> grams(String text) {
        Map<String, Integer> grams = new HashMap<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("\\s+")) {
            String padded = " " + word + " ";
            for (int length = 2; length <= 5; length++) {
                for (int at = 0; at + length <= padded.length(); at++) {
                    grams.merge(padded.substring(at, at + length), 1, Integer::sum);
                }
            }
        }
        return grams;
    }

    private Map<String, Double> vector(String text) {
        Map<String, Double> vector = new HashMap<>();
        double square = 0;
        for (Map.Entry<String, Integer> gram : grams(text).entrySet()) {
            Integer in = documents.get(gram.getKey());
            if (in != null) {
                double weight = (1 + Math.log(gram.getValue())) * (1 + Math.log((1.0 + count) / (1.0 + in)));
                vector.put(gram.getKey(), weight);
                square += weight * weight;
            }
        }
        double length = Math.max(Math.sqrt(square), 1e-9);
        vector.replaceAll((gram, weight) -> weight / length);
        return vector;
    }
}

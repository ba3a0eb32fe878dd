// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each feature occurs in each of some texts. Features get numbers, so that each text's are looked up once. */
final class Counts {
    private static final int FEATURES_OF_A_SENTENCE = 16;

    private final Map<String, Integer> numbers;
    private final List<Sparse> texts;
    private int[] documents;

    Counts(List<Features> texts) {
        numbers = new HashMap<>(FEATURES_OF_A_SENTENCE * texts.size());
        documents = new int[FEATURES_OF_A_SENTENCE * texts.size()];
        this.texts = new ArrayList<>(texts.size());
        texts.forEach(text -> this.texts.add(counted(text)));
    }

    private Sparse counted(Features text) {
        Sparse.Builder counts = new Sparse.Builder(text.pieces().size());
        text.pieces().forEach((piece, times) -> counts.add(number(piece), times));
        return counts.build();
    }

    /** The number of a feature, which one more text has. */
    private int number(String piece) {
        int next = numbers.size();
        Integer known = numbers.putIfAbsent(piece, next);
        int number = known == null ? next : known;
        if (number == documents.length) {
            documents = Arrays.copyOf(documents, 2 * number + 1);
        }
        documents[number]++;
        return number;
    }

    /** All features and their numbers, from 0 on. */
    Map<String, Integer> numbers() {
        return numbers;
    }

    /** In how many of the texts each feature occurs, by its number. */
    int[] documents() {
        return Arrays.copyOf(documents, numbers.size());
    }

    /** How often the text of a number has which features. */
    Sparse of(int text) {
        return texts.get(text);
    }
}

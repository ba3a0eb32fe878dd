// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import dev.tenon.api.platform.Embedding;
import dev.tenon.api.router.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The examples of some routes as vectors of two kinds: words (sparse) and meaning (of the sentence encoder, if there is
 * one). Immutable after construction.
 */
final class Index {
    private final List<Example> examples;
    private final WordIndex words;
    private final Optional<List<Embedding>> meanings;

    /**
     * One example.
     *
     * @param route its position among the routes
     * @param text as the skill's author wrote it
     */
    record Example(int route, String text) {}

    /** The examples of routes, in an order that depends on nothing but the routes. */
    static List<Example> examples(List<Route> routes) {
        List<Example> examples = new ArrayList<>();
        for (int route = 0; route < routes.size(); route++) {
            Set<String> sentences = new LinkedHashSet<>();
            routes.get(route).examples().entrySet().stream()
                    .sorted(Comparator.comparing(entry -> entry.getKey().toLanguageTag()))
                    .map(Map.Entry::getValue)
                    .forEach(sentences::addAll);
            int at = route;
            sentences.forEach(text -> examples.add(new Example(at, text)));
        }
        return examples;
    }

    /**
     * Makes an index.
     *
     * @param examples of {@link #examples}
     * @param words of each example
     * @param meanings of each example, all of one space; empty without an encoder
     */
    Index(List<Example> examples, WordIndex words, Optional<List<Embedding>> meanings) {
        this.examples = examples;
        this.words = words;
        this.meanings = meanings;
    }

    /** The texts of the examples. */
    List<String> texts() {
        return examples.stream().map(Example::text).toList();
    }

    /** Their words, in the same order. */
    WordIndex words() {
        return words;
    }

    /** An example; those of one route follow each other. */
    Example example(int number) {
        return examples.get(number);
    }

    /** Which encoder's vectors it holds. */
    Optional<String> space() {
        return meanings.flatMap(all -> all.stream().findFirst()).map(Embedding::space);
    }

    /** Likeness of a request's words to those of each example, 0 to 1; of a passage, how much of the request it has. */
    double[] wordLikeness(Features request) {
        return words.likeness(request);
    }

    /** Likeness of a request's meaning to that of each example, -1 to 1; empty unless both are of one space. */
    Optional<double[]> meaningLikeness(Optional<Embedding> request) {
        if (request.isEmpty() || !space().equals(request.map(Embedding::space))) {
            return Optional.empty();
        }
        return meanings.map(all ->
                all.stream().mapToDouble(each -> each.cosine(request.get())).toArray());
    }

    /** Likeness of a request to an example; the form of a kernel, so that the matrix of all stays positive. */
    double joined(double requestShare, int example, double inWords, double inMeaning) {
        return joined(requestShare, words.meaningShare(example), inWords, inMeaning);
    }

    private static double joined(double one, double other, double inWords, double inMeaning) {
        return Math.sqrt((1 - one) * (1 - other)) * inWords + Math.sqrt(one * other) * inMeaning;
    }

    /** Likeness of each two of the examples of some numbers, as that of a request to an example; symmetric. */
    double[][] likeness(int[] numbers, boolean withMeaning) {
        double[][] likeness = words.likeness(numbers);
        if (withMeaning && meanings.isPresent()) {
            for (int i = 0; i < numbers.length; i++) {
                for (int j = 0; j <= i; j++) {
                    likeness[i][j] = joined(numbers[i], numbers[j], likeness[i][j]);
                    likeness[j][i] = likeness[i][j];
                }
            }
        }
        return likeness;
    }

    private double joined(int one, int other, double inWords) {
        List<Embedding> all = meanings.orElseThrow();
        return joined(
                words.meaningShare(one),
                words.meaningShare(other),
                inWords,
                all.get(one).cosine(all.get(other)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Some texts as sparse vectors of their words and pieces. Immutable. */
final class WordIndex {
    private static final double MEANING_SHARE = 0.5;
    private static final int SENTENCE_WORDS = 12;

    private final Vocabulary vocabulary;
    private final List<Sparse> vectors;
    private final Postings postings;
    private final double[] meaningShares;
    private final int[] passages;

    private WordIndex(
            Vocabulary vocabulary, List<Sparse> vectors, Postings postings, double[] meaningShares, int[] passages) {
        this.vocabulary = vocabulary;
        this.vectors = vectors;
        this.postings = postings;
        this.meaningShares = meaningShares;
        this.passages = passages;
    }

    /** Makes it of the texts' features; the background says how common each feature is elsewhere. */
    static WordIndex of(List<Features> texts, Background background) {
        Counts counts = new Counts(texts);
        Vocabulary vocabulary = new Vocabulary(texts, counts, background);
        Postings postings = new Postings(counts);
        Sparse[] vectors = new Sparse[texts.size()];
        for (int i = 0; i < vectors.length; i++) {
            Features text = texts.get(i);
            Sparse times = counts.of(text);
            vectors[i] = vocabulary.of(times);
            postings.add(i, text.isPassage() ? vocabulary.passage(times, text.length()) : vectors[i]);
        }
        double[] meaningShares =
                texts.stream().mapToDouble(WordIndex::meaningShare).toArray();
        int[] passages = IntStream.range(0, vectors.length)
                .filter(i -> texts.get(i).isPassage())
                .toArray();
        return new WordIndex(vocabulary, List.of(vectors), postings, meaningShares, passages);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param texts how many they are
     * @param background the one that it was made with
     * @throws IOException if it is no index of so many texts
     */
    static WordIndex read(ArraysIn in, int texts, Background background) throws IOException {
        Vocabulary vocabulary = Vocabulary.read(in, background);
        int[] ends = in.ints();
        int[] features = in.ints();
        float[] weights = in.floats();
        Sparse[] vectors = new Sparse[ends.length];
        for (int i = 0; i < ends.length; i++) {
            int from = i == 0 ? 0 : ends[i - 1];
            checkFits(from <= ends[i] && ends[i] <= Math.min(features.length, weights.length));
            vectors[i] =
                    new Sparse(Arrays.copyOfRange(features, from, ends[i]), Arrays.copyOfRange(weights, from, ends[i]));
        }
        Postings postings = Postings.read(in, vocabulary.size());
        double[] meaningShares = in.doubles();
        int[] passages = in.ints();
        checkFits(vectors.length == texts && meaningShares.length == texts && !in.hasMore());
        checkFits(Arrays.stream(passages).allMatch(passage -> passage >= 0 && passage < texts));
        return new WordIndex(vocabulary, List.of(vectors), postings, meaningShares, passages);
    }

    private static void checkFits(boolean fits) throws IOException {
        if (!fits) {
            throw new IOException("the parts of an index do not fit together");
        }
    }

    void write(ArraysOut out) {
        vocabulary.write(out);
        int[] ends = new int[vectors.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += vectors.get(i).features().length;
            ends[i] = end;
        }
        int[] features = new int[end];
        float[] weights = new float[end];
        for (int i = 0; i < ends.length; i++) {
            Sparse vector = vectors.get(i);
            int length = vector.features().length;
            System.arraycopy(vector.features(), 0, features, ends[i] - length, length);
            System.arraycopy(vector.weights(), 0, weights, ends[i] - length, length);
        }
        out.ints(ends);
        out.ints(features);
        out.floats(weights);
        postings.write(out);
        out.doubles(meaningShares);
        out.ints(passages);
    }

    /**
     * How much of the likeness to a text is that of meaning: half, but of a long sentence one vector says little, and of
     * a passage nothing.
     */
    static double meaningShare(Features text) {
        return text.isPassage() ? 0 : MEANING_SHARE * Math.min(1, (double) SENTENCE_WORDS / Math.max(1, text.words()));
    }

    /** The same of one of the texts. */
    double meaningShare(int text) {
        return meaningShares[text];
    }

    /** Likeness of a request's words to those of each text, 0 to 1; of a passage, how much of the request it has. */
    double[] likeness(Features request) {
        double[] likeness = postings.products(vocabulary.of(request), vectors.size());
        if (passages.length > 0) {
            double most = vocabulary.most(request);
            for (int passage : passages) {
                likeness[passage] /= most;
            }
        }
        return likeness;
    }

    /** Likeness of each two of the texts of some numbers; symmetric. */
    double[][] likeness(int[] numbers) {
        return Sparse.products(Arrays.stream(numbers).mapToObj(vectors::get).toList());
    }
}

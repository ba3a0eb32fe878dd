// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.io.IOException;
import java.util.List;

/**
 * Weighs features by how much each tells: inverse document frequency, and how often it occurs with the saturation of BM25
 * (Robertson and Zaragoza 2009). A vector has unit length, so that the dot product of two is a cosine: how alike two
 * sentences are. A passage is weighed as a document of BM25 instead: how much of a request it contains.
 * Strictly computed: the same texts have the same vectors on every machine. Immutable after construction.
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

    /** Shorter vectors are of texts that have nothing. */
    private static final double SHORTEST = 1e-9;

    private final Counts counts;
    private final double[] idfs;
    private final Background background;
    private final int count;
    private final double meanPassage;

    /** Weighs the pieces of texts, which are counted, beside those of the background. */
    Vocabulary(List<Features> texts, Counts counts, Background background) {
        this.background = background;
        count = texts.size() + background.sentences();
        this.counts = counts;
        idfs = new double[counts.size()];
        for (int number = 0; number < idfs.length; number++) {
            idfs[number] = idf(counts.documents(number) + background.sentencesWith(counts.piece(number)));
        }
        meanPassage = texts.stream()
                .filter(Features::isPassage)
                .mapToInt(Features::length)
                .average()
                .orElse(1);
    }

    private Vocabulary(Counts counts, double[] idfs, Background background, int count, double meanPassage) {
        this.counts = counts;
        this.idfs = idfs;
        this.background = background;
        this.count = count;
        this.meanPassage = meanPassage;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param background the one that it was made with
     */
    static Vocabulary read(ArraysIn in, Background background) throws IOException {
        Counts counts = Counts.read(in);
        double[] idfs = in.doubles();
        int[] count = in.ints();
        double[] meanPassage = in.doubles();
        if (idfs.length != counts.size() || count.length != 1 || meanPassage.length != 1) {
            throw new IOException("it is no vocabulary");
        }
        return new Vocabulary(counts, idfs, background, count[0], meanPassage[0]);
    }

    /** How many features it knows. */
    int size() {
        return idfs.length;
    }

    void write(ArraysOut out) {
        counts.write(out);
        out.doubles(idfs);
        out.ints(count);
        out.doubles(meanPassage);
    }

    /** The vector of one of the texts. */
    Sparse of(Sparse text) {
        double squares = 0;
        for (int i = 0; i < text.features().length; i++) {
            double weight = weight(text, i);
            squares += weight * weight;
        }
        double length = length(squares);
        return text.weighed(i -> weight(text, i) / length);
    }

    /** The vector of another text; what the vocabulary does not know counts for its length only. */
    Sparse of(Features text) {
        double squares = 0;
        for (int i = 0; i < text.size(); i++) {
            double weight = weight(text.times(i), idf(text.piece(i)));
            squares += weight * weight;
        }
        double length = length(squares);
        Sparse known = counts.of(text);
        return known.weighed(i -> weight(known, i) / length);
    }

    /** What a passage has of each feature: its dot product with a request's vector grows with what of it stands here. */
    Sparse passage(Sparse text, int length) {
        double saturation = PASSAGE_SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / meanPassage);
        return text.weighed(i ->
                saturated(text.weights()[i], PASSAGE_SATURATION, saturation) * passageIdf(idfs[text.features()[i]]));
    }

    /** The greatest dot product that a request's vector can have with that of a passage. */
    double most(Features request) {
        double squares = 0;
        double sum = 0;
        for (int i = 0; i < request.size(); i++) {
            double idf = idf(request.piece(i));
            double weight = weight(request.times(i), idf);
            squares += weight * weight;
            sum += weight * passageIdf(idf) * (PASSAGE_SATURATION + 1);
        }
        return Math.max(sum / length(squares), SHORTEST);
    }

    private double weight(Sparse times, int at) {
        return weight(times.weights()[at], idfs[times.features()[at]]);
    }

    private static double weight(double times, double idf) {
        return saturated(times, SATURATION, SATURATION) * idf;
    }

    private static double length(double squares) {
        return Math.max(Math.sqrt(squares), SHORTEST);
    }

    private static double saturated(double times, double most, double saturation) {
        return times * (most + 1) / (times + saturation);
    }

    private static double passageIdf(double idf) {
        return StrictMath.pow(idf, PASSAGE_IDF_POWER);
    }

    private double idf(long piece) {
        int number = counts.number(piece);
        return number < 0 ? idf(background.sentencesWith(piece)) : idfs[number];
    }

    private double idf(int documents) {
        return StrictMath.log((count + 1.0) / (documents + 1.0)) + 0.3;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** All the pieces of some texts, numbered from 0 on by their hashes, and in how many of the texts each occurs. Immutable. */
final class Counts {
    private final Numbering numbers;
    private final int[] documents;

    Counts(List<Features> texts) {
        long[] all = new long
                [Math.toIntExact(texts.stream().mapToLong(Features::size).sum())];
        int size = 0;
        for (Features text : texts) {
            for (int i = 0; i < text.size(); i++) {
                all[size++] = text.piece(i);
            }
        }
        Arrays.sort(all);
        Runs runs = Runs.of(all);
        numbers = new Numbering(runs.values());
        documents = runs.lengths();
    }

    private Counts(Numbering numbers, int[] documents) {
        this.numbers = numbers;
        this.documents = documents;
    }

    /** Reads what {@link #write} wrote. */
    static Counts read(ArraysIn in) throws IOException {
        Counts read = new Counts(Numbering.read(in), in.ints());
        if (read.documents.length != read.size()) {
            throw new IOException("these are no counts of " + read.size() + " pieces");
        }
        return read;
    }

    void write(ArraysOut out) {
        numbers.write(out);
        out.ints(documents);
    }

    /** How many pieces there are. */
    int size() {
        return numbers.size();
    }

    /** The hash of a piece. */
    long piece(int number) {
        return numbers.hash(number);
    }

    /** In how many of the texts a piece occurs. */
    int documents(int number) {
        return documents[number];
    }

    /** The number of a piece, negative if it occurs in none of the texts. */
    int number(long piece) {
        return numbers.of(piece);
    }

    /** How often a text, one of these or another, has which of the pieces. */
    Sparse of(Features text) {
        Sparse.Builder counts = new Sparse.Builder(text.size());
        for (int i = 0; i < text.size(); i++) {
            int number = number(text.piece(i));
            if (number >= 0) {
                counts.add(number, text.times(i));
            }
        }
        return counts.build();
    }
}

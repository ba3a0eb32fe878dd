// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What somebody probably meant who mistyped a word. */
public final class Nearest {
    private Nearest() {}

    /**
     * Finds the nearest of some words.
     *
     * @param typed what was typed
     * @param known what there is
     * @return the nearest, empty if none is near: more than two letters differ, and more than a third
     */
    public static Optional<String> to(String typed, Collection<String> known) {
        return to(typed, known, word -> word);
    }

    /**
     * Finds the one of some things whose name is nearest.
     *
     * @param typed what was typed
     * @param known what there is
     * @param name of each, as it is typed
     * @return the nearest, the first in order among equals; empty if none is near, as above
     */
    public static Optional<String> to(String typed, Collection<String> known, UnaryOperator<String> name) {
        return known.stream()
                .min(Comparator.comparingInt((String each) -> distance(typed, name.apply(each)))
                        .thenComparing(each -> each))
                .filter(each -> distance(typed, name.apply(each)) <= Math.max(2, typed.length() / 3));
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}

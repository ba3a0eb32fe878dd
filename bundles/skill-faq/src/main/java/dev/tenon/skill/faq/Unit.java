// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.util.List;

/**
 * A part of a question that a passage can speak of.
 *
 * @param words as they stand in passages
 * @param concepts that the words stand for; may be empty
 * @param weight how much it says: 1 for a word of substance
 */
record Unit(List<String> words, List<String> concepts, double weight) {
    /** Below it a unit is no evidence. */
    static final double STRONG = 0.5;

    Unit {
        words = List.copyOf(words);
        concepts = List.copyOf(concepts);
    }

    boolean isStrong() {
        return weight >= STRONG;
    }
}

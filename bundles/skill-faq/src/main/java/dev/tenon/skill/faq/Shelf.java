// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.util.List;
import java.util.Optional;

/**
 * All documents as they were at one moment. Immutable.
 *
 * @param documents how many were read
 * @param index of their passages
 * @param skipped files that were not read
 * @param problem why the folder cannot be read; empty if it was
 */
record Shelf(int documents, Index index, List<Skipped> skipped, Optional<String> problem) {
    Shelf {
        skipped = List.copyOf(skipped);
    }

    static Shelf unreadable(String problem) {
        return new Shelf(0, new Index(List.of()), List.of(), Optional.of(problem));
    }
}

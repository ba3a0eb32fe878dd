// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A piece of a document that can be an answer.
 *
 * @param file below the folder, with slashes
 * @param title what stands above the heading: the document's and outer headings; may be empty
 * @param heading the nearest heading, or the question it answers; may be empty
 * @param text not blank
 */
record Passage(String file, String title, String heading, String text) {
    /** Where it stands, for people: {@code returns.md › Exchanges}. */
    String place() {
        return heading.isEmpty() ? file : file + " › " + heading;
    }

    /** All that says what it is about, for an encoder. */
    String whole() {
        return Stream.of(title, heading, text).filter(part -> !part.isEmpty()).collect(Collectors.joining(". "));
    }
}

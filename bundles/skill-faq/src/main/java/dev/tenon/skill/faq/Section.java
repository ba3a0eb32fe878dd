// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.util.List;

/**
 * What stands under one heading.
 *
 * @param title outer headings; may be empty
 * @param heading may be empty
 * @param blocks paragraphs, list items and tables as plain text, in order
 */
record Section(String title, String heading, List<String> blocks) {
    Section {
        blocks = List.copyOf(blocks);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.util.ArrayList;
import java.util.List;

/** Builds sections while headings and blocks come by in the order of the document. */
final class Outline {
    private final List<Section> sections = new ArrayList<>();
    private final List<String> blocks = new ArrayList<>();
    private final String[] headings = new String[8];
    private int level;

    /** A heading; the lower its level, the more it stands over. */
    void heading(int newLevel, String text) {
        end();
        for (int i = newLevel; i < headings.length; i++) {
            headings[i] = "";
        }
        headings[newLevel] = text;
        level = newLevel;
    }

    void block(String text) {
        if (!text.isBlank()) {
            blocks.add(text.strip());
        }
    }

    List<Section> sections() {
        end();
        return List.copyOf(sections);
    }

    private void end() {
        if (!blocks.isEmpty()) {
            List<String> outer = new ArrayList<>();
            for (int i = 1; i < level; i++) {
                if (headings[i] != null && !headings[i].isEmpty()) {
                    outer.add(headings[i]);
                }
            }
            String heading = level == 0 ? "" : headings[level];
            sections.add(new Section(String.join(" › ", outer), heading, blocks));
            blocks.clear();
        }
    }
}

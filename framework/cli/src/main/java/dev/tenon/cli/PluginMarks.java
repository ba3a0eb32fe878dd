// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** How a plugin stands and what the operator said of it, in words. */
final class PluginMarks {
    private PluginMarks() {}

    static List<String> words(JsonNode plugin) {
        List<String> words = new ArrayList<>();
        words.add(plugin.path("state").asText());
        JsonNode marks = plugin.path("marks");
        if (marks.path("unsigned").asBoolean()) {
            words.add("unsigned");
        }
        if (marks.path("held").asBoolean()) {
            words.add("held");
        }
        String pinned = marks.path("pinned").asText("");
        if (!pinned.isEmpty()) {
            words.add("pinned to " + pinned);
        }
        return words;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A plan as a person reads it. */
final class PluginPlan {
    private PluginPlan() {}

    static List<String> lines(JsonNode plan) {
        List<String> lines = new ArrayList<>();
        for (JsonNode line : plan.path("lines")) {
            String from = line.path("from").asText("");
            String to = line.path("to").asText("");
            String what = from.isEmpty() ? "add    " : to.isEmpty() ? "remove " : "change ";
            String versions = from.isEmpty() || to.isEmpty() ? from + to : from + " -> " + to;
            lines.add(Text.line(what + line.path("id").asText() + " " + versions));
            String signer = line.path("signedBy").asText("");
            if (!signer.isEmpty()) {
                lines.add(Text.line("vouched for by " + signer).indent(7).stripTrailing());
            }
            for (JsonNode permission : line.path("permissions")) {
                lines.add("       asks for " + Text.line(permission.asText()) + " (declared, not yet enforced)");
            }
        }
        plan.path("notes").forEach(note -> lines.add(Text.line(note.asText())));
        lines.add("to fetch: " + Text.bytes(plan.path("bytesToFetch").asLong()));
        return lines;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A plan as a person reads it. */
final class PluginPlan {
    private static final String INDENT = " ".repeat(7);

    private PluginPlan() {}

    static List<String> lines(JsonNode plan) {
        List<String> lines = new ArrayList<>();
        plan.path("lines").forEach(line -> plugin(line, lines));
        for (JsonNode touched : plan.path("touched")) {
            String how = touched.path("restarts").asBoolean()
                    ? ": it goes on with the old classes until it is updated or Tenon starts again"
                    : ": it goes on without a stop";
            lines.add(Text.line("touch  " + text(touched, "id") + " " + text(touched, "version") + " uses "
                    + text(touched, "through") + " of " + text(touched, "of") + how));
        }
        plan.path("notes").forEach(note -> lines.add(Text.line(note.asText())));
        lines.add("to fetch: " + Text.bytes(plan.path("bytesToFetch").asLong()));
        String restart = text(plan, "restart");
        lines.add(Text.line("restart: " + (restart.isEmpty() ? "no" : "yes, because " + restart)));
        return lines;
    }

    private static void plugin(JsonNode line, List<String> lines) {
        String from = text(line, "from");
        String to = text(line, "to");
        String what = from.isEmpty() ? "add    " : to.isEmpty() ? "remove " : "change ";
        String versions = from.isEmpty() || to.isEmpty() ? from + to : from + " -> " + to;
        lines.add(Text.line(what + text(line, "id") + " " + versions));
        JsonNode source = line.path("source");
        String publisher = text(source, "publisher");
        add(lines, publisher.isEmpty() ? "" : "published by " + publisher);
        String changed = text(line, "newPublisher");
        add(lines, changed.isEmpty() ? "" : "ANOTHER PUBLISHER: it comes from " + changed);
        String signer = text(line, "signedBy");
        add(lines, signer.isEmpty() ? "" : "vouched for by " + signer);
        add(lines, source.path("unsigned").asBoolean() ? "unsigned: it stays marked" : "");
        List<String> fresh = new ArrayList<>();
        line.path("newPermissions").forEach(permission -> fresh.add(permission.asText()));
        for (JsonNode permission : line.path("permissions")) {
            boolean isNew = fresh.contains(permission.asText());
            add(lines, "asks for " + permission.asText() + (isNew ? " (NEW; " : " (") + "declared, not yet enforced)");
        }
        add(lines, line.path("rehearsed").asBoolean() ? "is rehearsed first, in a process of its own" : "");
        add(lines, data(line.path("data")));
        long bytes = source.path("bytesToFetch").asLong();
        add(lines, bytes == 0 ? "" : Text.bytes(bytes) + " to fetch");
    }

    private static void add(List<String> lines, String text) {
        if (!text.isEmpty()) {
            lines.add(INDENT + Text.line(text));
        }
    }

    private static String data(JsonNode data) {
        return switch (text(data, "fate")) {
            case "copied" -> "works on a copy of its data; the old release's stay";
            case "migrated" ->
                "works on a copy of its data, migrated from version "
                        + data.path("from").asInt() + " to " + data.path("to").asInt() + "; the old release's stay";
            case "returned" -> "gets back the data that this release left";
            case "kept" -> "leaves its data here";
            case "deleted" -> "its data are deleted, for ever";
            default -> "";
        };
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}

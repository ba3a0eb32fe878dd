// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tenon plugin info}: one plugin, as installed and as offered. */
@Command(name = "info", description = "Show one plugin: what is installed of it, what is offered, and who uses it now.")
final class PluginInfoCommand implements Callable<Integer> {
    @ParentCommand
    private PluginCommands plugins;

    @Parameters(paramLabel = "PLUGIN", description = "the plugin's id, or the last parts of it (skill-units)")
    private String name;

    @Override
    public Integer call() {
        HostClient host = plugins.tenon().host();
        Map<String, ObjectNode> found = new TreeMap<>();
        collect(found, "installed", host.get("plugins"));
        try {
            collect(found, "offered", host.get("catalogue?q="));
        } catch (Failure e) {
            plugins.tenon().say("the marketplace was not asked: " + e.line());
        }
        if (found.isEmpty()) {
            throw new Failure("unknown-plugin", "no plugin is called '" + name + "'; ./tenon plugin search lists them");
        }
        if (found.size() > 1) {
            throw new Failure("ambiguous", "'" + name + "' may be any of " + String.join(", ", found.keySet()));
        }
        ObjectNode document = found.values().iterator().next();
        if (document.has("installed")) {
            document.set("use", host.get("use/" + document.path("id").asText()));
        }
        return plugins.tenon().show(document, () -> lines(document));
    }

    private void collect(Map<String, ObjectNode> found, String as, JsonNode answer) {
        for (JsonNode plugin : answer.path("plugins")) {
            String id = plugin.path("id").asText();
            boolean tail = id.replace('.', '-').endsWith("-" + name.replace('.', '-'));
            if (id.equals(name) || plugin.path("shortName").asText().equals(name) || tail) {
                found.computeIfAbsent(id, key -> Home.MAPPER.createObjectNode().put("id", key))
                        .set(as, plugin);
            }
        }
    }

    private static List<String> lines(JsonNode document) {
        JsonNode installed = document.path("installed");
        JsonNode offered = document.path("offered");
        JsonNode shown = offered.isObject() ? offered : installed;
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("id", document.path("id").asText()));
        rows.add(List.of("name", shown.path("name").asText()));
        rows.add(List.of("summary", shown.path("summary").asText()));
        rows.add(List.of("categories", join(shown.path("categories"))));
        String permissions = join(shown.path("permissions"));
        rows.add(
                List.of("permissions", permissions.isEmpty() ? "none" : permissions + " (declared, not yet enforced)"));
        rows.add(List.of(
                "installed",
                installed.isObject()
                        ? installed.path("version").asText() + ", "
                                + String.join(", ", PluginMarks.words(installed)) + ", from "
                                + installed.path("origin").asText()
                        : "no"));
        rows.add(List.of(
                "offered",
                offered.isObject()
                        ? offered.path("version").asText() + ", "
                                + Text.bytes(offered.path("bytes").asLong())
                        : "no"));
        rows.add(List.of("publisher", publisher(installed, offered)));
        rows.addAll(use(document.path("use")));
        return Text.table(rows);
    }

    private static List<List<String>> use(JsonNode use) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode lease : use.path("leases")) {
            rows.add(List.of(
                    rows.isEmpty() ? "in use" : "",
                    "%s of %s by %s, for %.1f s"
                            .formatted(
                                    lease.path("service").asText(),
                                    lease.path("version").asText(),
                                    lease.path("holder").asText(),
                                    lease.path("ageMillis").asLong() / 1_000.0)));
        }
        if (use.isObject() && rows.isEmpty()) {
            rows.add(List.of("in use", "by nobody just now"));
        }
        if (use.path("ended").asLong() > 0) {
            rows.add(List.of(
                    "ended", use.path("ended").asText() + " calls, streams or sessions that did not end in time"));
        }
        return rows;
    }

    /** An offer names whoever signs the next update: another one than who is here is told apart. */
    private static String publisher(JsonNode installed, JsonNode offered) {
        String here = installed.path("publisher").asText("");
        String there = offered.path("publisher").asText("");
        String offer = there.isEmpty() ? "" : "offered by " + there;
        if (!installed.isObject()) {
            return offer.isEmpty() ? "unknown" : offer;
        }
        return (here.isEmpty() ? "unknown" : here) + (offer.isEmpty() ? "" : "; " + offer);
    }

    private static String join(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return String.join(", ", words);
    }
}

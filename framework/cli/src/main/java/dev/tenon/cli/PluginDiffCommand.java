// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tenon plugin diff}: how two generations differ. */
@Command(name = "diff", description = "Show how one generation differs from another.")
final class PluginDiffCommand implements Callable<Integer> {
    @ParentCommand
    private PluginCommands plugins;

    @Parameters(index = "0", paramLabel = "N", description = "number of a generation, as 'tenon plugin history' shows")
    private long from;

    @Parameters(index = "1", paramLabel = "M", description = "number of the other")
    private long to;

    @Override
    public Integer call() {
        JsonNode difference = plugins.tenon().host().get("generations/" + from + "?to=" + to);
        return plugins.tenon().show(difference, () -> lines(difference));
    }

    private static List<String> lines(JsonNode difference) {
        List<String> lines = new ArrayList<>();
        for (JsonNode line : difference.path("lines")) {
            String from = line.path("from").asText("");
            String to = line.path("to").asText("");
            String sign = from.isEmpty() && !to.isEmpty() ? "+ " : !from.isEmpty() && to.isEmpty() ? "- " : "~ ";
            String versions = from.isEmpty() || to.isEmpty() || from.equals(to)
                    ? (from.isEmpty() ? to : from)
                    : from + " -> " + to;
            lines.add(Text.line(sign + line.path("id").asText() + " " + versions));
            line.path("notes").forEach(note -> lines.add("    " + Text.line(note.asText())));
        }
        difference.path("settings").forEach(pid -> lines.add(Text.line("~ settings of " + pid.asText())));
        return lines.isEmpty() ? List.of("They are the same.") : lines;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code tenon plugin leaks}: which releases that are gone still take memory, and what holds them. */
@Command(
        name = "leaks",
        description = "Say which replaced or removed plugins are still in memory, and what holds them.",
        footerHeading = "%n",
        footer = {
            "If something is left, the host's heap is written to the home, read by another process and deleted: that takes "
                    + "seconds, and disk space of about twice the heap for a moment. The assistant stands still only while "
                    + "the heap is written. What is found is the plugin's fault; its author is told what to do."
        })
final class PluginLeaksCommand implements Callable<Integer> {
    /** The host answers nobody while it writes its heap. */
    private static final Duration ABSENCE = Duration.ofSeconds(60);

    private static final String INDENT = " ".repeat(4);

    @ParentCommand
    private PluginCommands plugins;

    @Override
    public Integer call() {
        Tenon tenon = plugins.tenon();
        HostClient host = tenon.host();
        tenon.jobs(host).run("leaks", Home.MAPPER.createObjectNode(), ABSENCE);
        JsonNode report = host.get("leaks");
        return tenon.show(report, () -> lines(report));
    }

    private static List<String> lines(JsonNode report) {
        long retired = report.path("retired").asLong();
        JsonNode leaks = report.path("leaks");
        if (leaks.isEmpty()) {
            return List.of(
                    retired == 0
                            ? "No plugin was replaced or removed since the host started."
                            : "Nothing is left of " + releases(retired) + ".");
        }
        List<String> lines = new ArrayList<>();
        for (JsonNode leak : leaks) {
            lines.add(Text.line(leak.path("plugin").asText() + " "
                    + leak.path("version").asText() + ", gone since "
                    + leak.path("retired").asText() + ": "
                    + leak.path("message").asText()));
            lines.add(INDENT + Text.line("do: " + leak.path("remedy").asText()));
            String before = "by: ";
            for (JsonNode step : leak.path("path")) {
                lines.add(INDENT + before + Text.line(step.asText()));
                before = "  \u2192 ";
            }
        }
        lines.add(
                leaks.size() + " of " + releases(retired) + (leaks.size() == 1 ? " is" : " are") + " still in memory.");
        return lines;
    }

    private static String releases(long count) {
        return (count == 1 ? "1 release that was" : count + " releases that were") + " replaced or removed";
    }
}

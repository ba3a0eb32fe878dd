// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;

/** The list of commands in a help text: in groups at the top level, plain below. */
final class CommandGroups implements IHelpSectionRenderer {
    private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("Every day", List.of("up", "upgrade", "ask", "console", "status", "notices"));
        GROUPS.put("What is installed", List.of("plugin", "model", "device"));
        GROUPS.put("Looking closer", List.of("doctor", "logs", "trace", "bench"));
        GROUPS.put("Looking after it", List.of("config", "service", "backup", "restore"));
        GROUPS.put("Marketplaces", List.of("market"));
        GROUPS.put("Help", List.of("help"));
    }

    @Override
    public String render(Help help) {
        Map<String, CommandLine> commands = help.commandSpec().subcommands();
        if (commands.isEmpty()) {
            return "";
        }
        if (help.commandSpec().parent() != null) {
            return help.commandList();
        }
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((title, names) -> {
            text.append(title).append(":\n");
            for (String name : names) {
                String summary = String.join(
                        " ", commands.get(name).getCommandSpec().usageMessage().description());
                text.append(String.format("  %-9s%s%n", name, summary));
            }
        });
        return text.toString();
    }
}

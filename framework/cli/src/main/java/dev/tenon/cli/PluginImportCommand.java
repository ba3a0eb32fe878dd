// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tenon plugin import}: the plugins of a lock file, all of them or none. */
@Command(name = "import", description = "Make the plugins those of a lock file, all of them or none.")
final class PluginImportCommand implements Callable<Integer> {
    @ParentCommand
    private PluginCommands plugins;

    @Parameters(paramLabel = "FILE", description = "what 'tenon plugin export' wrote")
    private String file;

    @Option(names = "--plan", description = "show what would change, without doing it")
    private boolean planOnly;

    @Option(
            names = {"--accept", "--yes"},
            description = PluginCommands.ACCEPT)
    private boolean accept;

    @Override
    public Integer call() {
        ObjectNode change = PluginCommands.change(PluginCommands.Action.imports, file, "");
        if (planOnly) {
            JsonNode plan = plugins.tenon().host().post("plan", change);
            return plugins.tenon().show(plan, () -> PluginPlan.lines(plan));
        }
        if (accept) {
            change.putArray("options").add("accept");
        }
        return plugins.run(change);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tenon plugin rollback}: what an earlier generation ran comes back, live. */
@Command(
        name = "rollback",
        description = "Run what an earlier generation ran, with its settings, its data, its pins and holds.",
        footerHeading = "%n",
        footer = {
            "Nothing is interrupted. What comes back is staged and checked like an installation and becomes a new "
                    + "generation equal to the old one. A plugin gets back the data that the earlier release left; what the "
                    + "later one wrote since stays in its own copy, and comes back with a rollback to its generation."
        })
final class PluginRollbackCommand implements Callable<Integer> {
    @ParentCommand
    private PluginCommands plugins;

    @Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "N",
            defaultValue = "",
            description = "number of a generation, as 'tenon plugin history' shows it (default: the one before)")
    private String number;

    @Option(names = "--plan", description = "show what would change, without doing it")
    private boolean planOnly;

    @Override
    public Integer call() {
        if (!number.matches("\\d{0,18}")) {
            throw new ParameterException(spec.commandLine(), "'" + number + "' is no number of a generation");
        }
        ObjectNode change = PluginCommands.change(PluginCommands.Action.rollback, number, "");
        if (planOnly) {
            JsonNode plan = plugins.tenon().host().post("plan", change);
            return plugins.tenon().show(plan, () -> PluginPlan.lines(plan));
        }
        return plugins.run(change);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line, and what all commands share. */
@Command(
        name = "tenon",
        version = "tenon 1.0.0",
        description = "Runs and looks after a Tenon assistant on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%n",
        subcommands = {
            UpCommand.class,
            UpgradeCommand.class,
            AskCommand.class,
            ConsoleCommand.class,
            StatusCommand.class,
            NoticesCommand.class,
            PluginCommands.class,
            ModelCommands.class,
            DeviceCommands.class,
            DoctorCommand.class,
            LogsCommand.class,
            TraceCommand.class,
            ConfigCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ServiceCommands.class,
            BenchCommand.class,
            MarketCommands.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tenon up                              start host and marketplace, end them with Ctrl-C",
            "  tenon ask \"what is 17.5 %% of 240?\"    ask the assistant",
            "  tenon plugin install skill-units      add a plugin of the marketplace",
            "  tenon help plugin                     explain one command",
            "",
            "Exit status: 0 done, 1 refused or failed (reason on stderr), 2 wrong use."
        })
final class Tenon implements Callable<Integer> {
    @Option(names = "--json", scope = ScopeType.INHERIT, description = "print one JSON document and nothing else")
    private boolean json;

    @Option(
            names = "--home",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            defaultValue = "",
            description = "where this Tenon keeps everything (default: $TENON_HOME, else ~/.tenon)")
    private String home = "";

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "explain this command")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "print the version")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Shell shell;

    Tenon(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    @Command(name = "help", description = "Explain a command, or list all.")
    int help(
            @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "as plugin, or plugin install")
                    List<String> names) {
        CommandLine command = spec.commandLine();
        for (String name : names == null ? List.<String>of() : names) {
            CommandLine next = command.getSubcommands().get(name);
            if (next == null) {
                throw new ParameterException(command, "unknown command '" + name + "'");
            }
            command = next;
        }
        command.usage(shell.out());
        return CommandLine.ExitCode.OK;
    }

    /** For a group of commands called without one. */
    static int commandMissing(CommandSpec group) {
        String names = String.join(", ", group.subcommands().keySet());
        throw new ParameterException(group.commandLine(), "say which: " + names);
    }

    Shell shell() {
        return shell;
    }

    boolean json() {
        return json;
    }

    Home home() {
        return Home.of(home, shell.environment());
    }

    HostClient host() {
        return HostClient.of(home());
    }

    /** Prints a command's result: the document with {@code --json}, else the lines. */
    int show(JsonNode document, Supplier<List<String>> lines) {
        if (json) {
            shell.out().println(document);
        } else {
            lines.get().forEach(shell.out()::println);
        }
        return CommandLine.ExitCode.OK;
    }

    /** Tells a person something that is no result. */
    void say(String line) {
        shell.err().println(Text.line(line));
    }

    JobFollower jobs(HostClient host) {
        return new JobFollower(host, new Progress(shell.err(), shell.terminal()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns a command line into an exit status: 0 done, 1 refused or failed, 2 wrong use. */
final class Program {
    /** What other tools call our commands, and is spelled otherwise. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "uninstall", "remove",
            "delete", "remove",
            "rm", "remove",
            "ls", "list",
            "show", "info",
            "describe", "info",
            "upgrade", "update",
            "start", "up");

    private static final Set<String> ENDING = Set.of("down", "stop", "shutdown");

    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private Program() {}

    static int run(Shell shell, String... arguments) {
        CommandLine line = commandLine(shell);
        if (arguments.length == 0) {
            line.usage(shell.err());
            return WRONG_USE;
        }
        return line.execute(arguments);
    }

    static CommandLine commandLine(Shell shell) {
        Tenon tenon = new Tenon(shell);
        CommandLine line = new CommandLine(tenon);
        line.setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(100);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // what follows a benchmark's name is the benchmark's own
        line.getSubcommands().get("bench").setStopAtPositional(true);
        // the script itself carries these out, and they answer nothing
        for (String[] path : List.of(new String[] {"up"}, new String[] {"upgrade"}, new String[] {"market", "serve"})) {
            withoutJson(line, path);
        }
        line.getHelpSectionMap().put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
        line.setParameterExceptionHandler((e, args) -> wrongUse(shell, e, args));
        line.setExecutionExceptionHandler(failure(shell, tenon));
        return line;
    }

    private static void withoutJson(CommandLine root, String... path) {
        CommandLine command = root;
        for (String name : path) {
            command = command.getSubcommands().get(name);
        }
        command.getCommandSpec().remove(command.getCommandSpec().findOption("--json"));
    }

    private static int wrongUse(Shell shell, ParameterException e, String[] arguments) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        String message = Text.line(describe(e) + " ('" + name + " --help' shows how it is used)");
        if (List.of(arguments).contains("--json")) {
            shell.out().println(Failure.error("wrong-use", message));
        }
        shell.err().println("tenon: " + message);
        return WRONG_USE;
    }

    private static String describe(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            String kind = word.startsWith("-")
                    ? "unknown option"
                    : e.getCommandLine().getSubcommands().isEmpty() ? "one word too many:" : "unknown command";
            Map<String, CommandLine> commands = e.getCommandLine().getSubcommands();
            if (commands.containsKey("up") && ENDING.contains(word)) {
                return kind + " '" + word
                        + "'; Ctrl-C ends host and marketplace where 'tenon up' runs, 'systemctl stop'"
                        + " the service";
            }
            List<String> near = unmatched.getSuggestions();
            String last = Optional.ofNullable(ELSEWHERE.get(word))
                    .filter(commands::containsKey)
                    .orElse(near.isEmpty() ? "" : near.get(0));
            if (!last.isEmpty()) {
                return kind + " '" + word + "'; did you mean '" + last + "'?";
            }
            boolean plans = e.getCommandLine().getCommandName().equals("plan");
            return kind + " '" + word + "'" + (plans ? "; what would be done is said by --action" : "");
        }
        return String.valueOf(e.getMessage());
    }

    private static IExecutionExceptionHandler failure(Shell shell, Tenon tenon) {
        return (e, line, parsed) -> {
            Failure failure = e instanceof Failure known
                    ? known
                    : new Failure("failed", "this command failed unexpectedly: " + e, e);
            if (tenon.json()) {
                shell.out().println(failure.document());
            }
            shell.err().println("tenon: " + failure.line());
            return FAILED;
        };
    }
}

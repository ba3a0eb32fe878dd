// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WrongUseTest extends CommandTest {
    @Test
    void suggestsTheCommandThatWasMeant() {
        Result result = run("plugn", "list").exits(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("unknown command 'plugn'; did you mean 'plugin'?")
                .hasLineCount(1);
        assertThat(run("plugin", "instal").exits(2).err()).contains("did you mean 'install'?");
        assertThat(run("plugin", "uninstall", "x").exits(2).err()).contains("did you mean 'remove'?");
        assertThat(run("plugin", "upgrade", "x").exits(2).err()).contains("did you mean 'update'?");
        assertThat(run("down").exits(2).err()).contains("Ctrl-C ends host and marketplace");
        assertThat(run("status", "--jsn").exits(2).err()).contains("unknown option '--jsn'");
    }

    @Test
    void saysWrongUseInJsonToo() {
        assertThat(run("plugin", "install", "--json")
                        .exits(2)
                        .json()
                        .at("/error/code")
                        .asText())
                .isEqualTo("wrong-use");
    }

    @Test
    void groupsAndTheProgramWantACommand() {
        assertThat(run("model").exits(2).err()).contains("say which:", "add");
        assertThat(run().exits(2).err()).contains("Usage: tenon");
        run("up").exits(2);
        run("market", "serve").exits(2);
        run("help", "nix").exits(2);
    }

    private static final List<String> OF_THE_SCRIPT = List.of("up", "upgrade", "market serve");

    @Test
    void jsonIsNotPromisedByWhatDoesNotTakeIt() {
        for (String command : OF_THE_SCRIPT) {
            String[] words = ("help " + command).split(" ");
            assertThat(run(words).exits(0).out())
                    .as(command)
                    .doesNotContain("--json")
                    .contains("--home");
        }
        assertThat(run("help", "market", "key").exits(0).out()).contains("--json");
        assertThat(run("help", "market", "serve").exits(0).out()).contains("--max-upload-bytes", "--console");
    }

    @Test
    void noHelpLeavesAWordAloneOnItsLine() {
        for (String command : List.of(
                "up",
                "upgrade",
                "config",
                "plugin",
                "plugin install",
                "plugin rollback",
                "model",
                "market",
                "service",
                "ask",
                "trace",
                "logs",
                "doctor",
                "status",
                "notices",
                "backup",
                "restore")) {
            List<String> lines =
                    run(("help " + command).split(" ")).exits(0).out().lines().toList();
            for (int i = 1; i + 1 < lines.size(); i++) {
                boolean alone = lines.get(i).matches("[a-z,.]+");
                assertThat(alone
                                && !lines.get(i - 1).isBlank()
                                && !lines.get(i + 1).isBlank())
                        .as("%s: '%s' after '%s'", command, lines.get(i), lines.get(i - 1))
                        .isFalse();
            }
        }
    }

    @Test
    void aPlanSaysWhereItsActionGoes() {
        assertThat(run("plugin", "plan", "install", "skill-units").exits(2).err())
                .contains("one word too many: 'skill-units'; what would be done is said by --action");
    }

    @Test
    void helpListsEveryCommandInAGroup() {
        String help = run("help").exits(0).out();
        assertThat(commands().getSubcommands().keySet())
                .allSatisfy(name -> assertThat(help).containsPattern("(?m)^  " + name + " +\\S"));
        assertThat(run("--help").exits(0).out()).isEqualTo(help);
        assertThat(run("help", "plugin", "install").exits(0).out()).contains("Usage: tenon plugin install");
    }

    @Test
    void everyCommandExplainsItselfAndAllItsParameters() {
        assertExplained(commands());
    }

    private static void assertExplained(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        assertThat(command.getCommandSpec().usageMessage().description())
                .as(name)
                .isNotEmpty();
        assertThat(command.getCommandSpec().args()).as(name).allSatisfy(argument -> assertThat(argument.description())
                .as(argument.toString())
                .isNotEmpty());
        assertThat(command.getCommandSpec().optionsMap()).as(name).containsKeys("--home", "--help");
        boolean isOfTheScript = OF_THE_SCRIPT.stream().anyMatch(words -> name.equals("tenon " + words));
        assertThat(command.getCommandSpec().optionsMap().containsKey("--json"))
                .as(name)
                .isNotEqualTo(isOfTheScript);
        command.getSubcommands().values().forEach(WrongUseTest::assertExplained);
    }

    private static CommandLine commands() {
        return Program.commandLine(new Shell(
                new PrintStream(java.io.OutputStream.nullOutputStream(), true, java.nio.charset.StandardCharsets.UTF_8),
                new PrintStream(java.io.OutputStream.nullOutputStream(), true, java.nio.charset.StandardCharsets.UTF_8),
                Map.of(),
                false,
                false,
                java.io.InputStream.nullInputStream(),
                Optional.empty(),
                Optional.empty()));
    }
}

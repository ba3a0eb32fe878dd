// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tenon plugin …}: what the assistant can do, and changing it while it runs. */
@Command(
        name = "plugin",
        description = "Search, install, update and remove plugins.",
        subcommands = {
            PluginInfoCommand.class,
            PluginRollbackCommand.class,
            PluginDiffCommand.class,
            PluginExportCommand.class,
            PluginImportCommand.class,
            PluginCancelCommand.class,
            PluginLeaksCommand.class,
            PluginVerifyCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tenon plugin search miles            what the marketplace offers",
            "  tenon plugin plan skill-units        what an installation would change",
            "  tenon plugin install skill-units     by the last parts of its id, where they are unique",
            "  tenon plugin install ./my.jar --unsigned   from a file that no marketplace signed",
            "  tenon plugin update skill-units --version \"[1.1,2)\"",
            "  tenon plugin rollback                back to what ran before the last change",
            "",
            "Nothing is interrupted: the assistant goes on answering during a change."
        })
final class PluginCommands implements Callable<Integer> {
    private static final String NAME = "the plugin's id, or the last parts of it (skill-units)";
    static final String ACCEPT =
            "grant whatever is asked beyond what was granted before, and take it from another publisher";
    private static final String RANGE = "1.2.0 for that release alone, or a range: [1.0,2) is from 1.0 to below 2";

    @ParentCommand
    private Tenon tenon;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Tenon.commandMissing(spec);
    }

    Tenon tenon() {
        return tenon;
    }

    @Command(name = "search", description = "List what the marketplace offers.")
    int search(
            @Parameters(arity = "0..*", paramLabel = "WORD", description = "words to look for; none lists everything")
                    List<String> words) {
        String query = words == null ? "" : String.join(" ", words);
        JsonNode found = tenon.host().get("catalogue?q=" + HostClient.encode(query));
        return tenon.show(found, () -> {
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode plugin : found.path("plugins")) {
                String installed = plugin.path("installed").asText("");
                rows.add(List.of(
                        plugin.path("shortName").asText(),
                        plugin.path("version").asText(),
                        installed.isEmpty() ? "" : "installed",
                        plugin.path("summary").asText()));
            }
            return rows.isEmpty() ? List.of("The marketplace offers nothing like that.") : Text.table(rows);
        });
    }

    @Command(name = "list", description = "List what is installed.")
    int list() {
        JsonNode installed = tenon.host().get("plugins");
        return tenon.show(installed, () -> {
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode plugin : installed.path("plugins")) {
                String newest = plugin.path("newest").asText("");
                rows.add(List.of(
                        plugin.path("shortName").asText(),
                        plugin.path("version").asText() + (newest.isEmpty() ? "" : " (newest " + newest + ")"),
                        String.join(", ", PluginMarks.words(plugin)),
                        plugin.path("summary").asText()));
            }
            return rows.isEmpty() ? List.of("Nothing is installed.") : Text.table(rows);
        });
    }

    @Command(name = "history", description = "List the generations: what ran when, and what led to it.")
    int history() {
        JsonNode history = tenon.host().get("history");
        return tenon.show(history, () -> {
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode generation : history.path("generations")) {
                rows.add(List.of(
                        generation.path("current").asBoolean() ? "*" : " ",
                        generation.path("number").asText(),
                        Text.time(generation.path("created").asText()),
                        generation.path("reason").asText()));
            }
            return Text.table(rows);
        });
    }

    @Command(name = "plan", description = "Show what a change would do, without doing it.")
    int plan(
            @Parameters(paramLabel = "PLUGIN", description = NAME) String plugin,
            @Option(names = "--version", paramLabel = "RANGE", defaultValue = "", description = RANGE) String versions,
            @Option(
                            names = "--action",
                            defaultValue = "install",
                            description = "what would be done: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
                    Planned action) {
        JsonNode plan = tenon.host().post("plan", change(Action.valueOf(action.name()), plugin, versions));
        return tenon.show(plan, () -> PluginPlan.lines(plan));
    }

    /** What a plan may be asked for here; a rollback shows its own. */
    enum Planned {
        install,
        update,
        remove
    }

    @Command(name = "install", description = "Add a plugin, from the marketplace or from a jar of your own.")
    int install(
            @Parameters(paramLabel = "PLUGIN", description = NAME + ", or the path of a jar") String plugin,
            @Option(names = "--version", paramLabel = "RANGE", defaultValue = "", description = RANGE) String versions,
            @Option(names = "--unsigned", description = "install a file that no marketplace signed; it stays marked")
                    boolean unsigned,
            @Option(
                            names = {"--accept", "--yes"},
                            description = ACCEPT)
                    boolean accept) {
        return apply(Action.install, plugin, versions, List.of(unsigned ? "unsigned" : "", accept ? "accept" : ""));
    }

    @Command(name = "update", description = "Replace a plugin by a newer release.")
    int update(
            @Parameters(paramLabel = "PLUGIN", description = NAME) String plugin,
            @Option(names = "--version", paramLabel = "RANGE", defaultValue = "", description = RANGE) String versions,
            @Option(
                            names = {"--accept", "--yes"},
                            description = ACCEPT)
                    boolean accept) {
        return apply(Action.update, plugin, versions, List.of(accept ? "accept" : ""));
    }

    @Command(
            name = "remove",
            description =
                    "Take a plugin away; of one of the distribution, its newer release. Data stay, unless purged.")
    int remove(
            @Parameters(paramLabel = "PLUGIN", description = NAME) String plugin,
            @Option(names = "--purge", description = "delete its data, all copies of all releases, for ever")
                    boolean purge) {
        return apply(Action.remove, plugin, "", purge ? List.of("purge") : List.of());
    }

    @Command(name = "pin", description = "Let updates of a plugin stay in a range of versions.")
    int pin(
            @Parameters(paramLabel = "PLUGIN", description = NAME) String plugin,
            @Parameters(paramLabel = "RANGE", description = RANGE) String versions) {
        return apply(Action.pin, plugin, versions, List.of());
    }

    @Command(name = "unpin", description = "Let a pinned plugin be updated to any release.")
    int unpin(@Parameters(paramLabel = "PLUGIN", description = NAME) String plugin) {
        return apply(Action.unpin, plugin, "", List.of());
    }

    @Command(name = "hold", description = "Do not update a plugin.")
    int hold(@Parameters(paramLabel = "PLUGIN", description = NAME) String plugin) {
        return apply(Action.hold, plugin, "", List.of());
    }

    @Command(name = "unhold", description = "Let a held plugin be updated again.")
    int unhold(@Parameters(paramLabel = "PLUGIN", description = NAME) String plugin) {
        return apply(Action.unhold, plugin, "", List.of());
    }

    @Command(name = "disable", description = "Stop a plugin; it stays installed and does not run.")
    int disable(@Parameters(paramLabel = "PLUGIN", description = NAME) String plugin) {
        return apply(Action.disable, plugin, "", List.of());
    }

    @Command(name = "enable", description = "Start a disabled plugin.")
    int enable(@Parameters(paramLabel = "PLUGIN", description = NAME) String plugin) {
        return apply(Action.enable, plugin, "", List.of());
    }

    /** As the admin API spells them. */
    enum Action {
        install,
        update,
        remove,
        rollback,
        pin,
        unpin,
        hold,
        unhold,
        disable,
        enable,
        imports;

        String word() {
            return this == imports ? "import" : name();
        }
    }

    private int apply(Action action, String plugin, String versions, List<String> options) {
        ObjectNode change = change(action, plugin, versions);
        options.stream().filter(option -> !option.isEmpty()).forEach(option -> change.withArray("options")
                .add(option));
        return run(change);
    }

    int run(ObjectNode change) {
        return new PluginChange(tenon).run(change);
    }

    static ObjectNode change(Action action, String plugin, String versions) {
        String name = plugin;
        if (action == Action.imports || action == Action.install && plugin.matches(".*\\.jar|.*/.*")) {
            Path file = Path.of(plugin).toAbsolutePath().normalize();
            if (Files.isDirectory(file)) {
                throw new Failure("no-file", file + " is a folder: name the file in it");
            }
            if (!Files.isRegularFile(file)) {
                throw new Failure("no-file", "there is no file " + file);
            }
            name = file.toString();
        }
        return Home.MAPPER
                .createObjectNode()
                .put("action", action.word())
                .put("plugin", name)
                .put("versions", versions);
    }
}

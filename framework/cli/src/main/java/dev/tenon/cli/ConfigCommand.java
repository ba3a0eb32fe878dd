// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tenon config}: what is in force, and changing it. Reads and writes the files itself where no host runs. */
@Command(
        name = "config",
        description = "Show and change settings; alone: the home, addresses and files in force.",
        footerHeading = "%n",
        footer = {
            "A setting is named PLUGIN/KEY, or PID/KEY where a plugin has several PIDs:",
            "  tenon config show                          every setting there is, and where its value is from",
            "  tenon config show skill-faq",
            "  tenon config get skill-faq/min.score",
            "  tenon config set skill-faq/min.score 0.5",
            "  tenon config set router-rules/rules \"coin -> dev.tenon.skill.chance/flip-coin\" \"* -> …\"",
            "  tenon config unset skill-faq/min.score     back to the default",
            "  tenon config unset skill-faq               all of them",
            "",
            "A running host tries a new value first: if the plugin does not come back fit to serve, the old one is "
                    + "put back and the reason shown. Settings are kept in <home>/config/<pid>.json; after editing a file by "
                    + "hand, run: tenon config reload. A file that is wrong is left out; the last good settings stay in force, "
                    + "and tenon doctor names it. Secrets are never shown."
        })
final class ConfigCommand implements Callable<Integer> {
    /** For a moment the door itself may be gone: some settings are its own. */
    private static final Duration DOOR = Duration.ofSeconds(10);

    @ParentCommand
    private Tenon tenon;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ObjectNode document = ConfigView.overview(tenon);
        return tenon.show(document, () -> ConfigView.lines(document));
    }

    @Command(name = "show", description = "Show settings: value, default, unit, range, meaning.")
    int show(
            @Parameters(arity = "0..1", paramLabel = "PLUGIN|PID", defaultValue = "", description = "only these")
                    String name) {
        JsonNode all = settings(name);
        return tenon.show(all, () -> ConfigView.settings(all));
    }

    @Command(name = "get", description = "Print the value of one setting; of a list, each value on a line.")
    int get(@Parameters(paramLabel = "KEY", description = "PLUGIN/KEY or PID/KEY") String typed) {
        SettingKeyName name = SettingKeyName.whole(typed);
        for (JsonNode configuration : settings(name.owner()).path("configurations")) {
            for (JsonNode setting : configuration.path("settings")) {
                if (setting.path("key").asText().equals(name.key())) {
                    if (setting.path("secret").asBoolean()) {
                        throw new Failure("secret", typed + " is a secret: it is never shown");
                    }
                    return tenon.show(setting, () -> ConfigView.values(setting.path("values")));
                }
            }
        }
        throw new Failure(
                "unknown", "there is no setting " + typed + "; ./tenon config show " + name.owner() + " lists them");
    }

    @Command(name = "set", description = "Set one setting, at once and for good.")
    int set(
            @Parameters(paramLabel = "KEY", description = "PLUGIN/KEY or PID/KEY") String typed,
            @Parameters(
                            arity = "0..*",
                            paramLabel = "VALUE",
                            description = "one; for a list, each value as a word of its own, or none")
                    List<String> words,
            @Option(
                            names = "--stdin",
                            description = "read the value from standard input, a line for each: keeps a secret out of"
                                    + " the list of processes")
                    boolean stdin) {
        SettingKeyName name = SettingKeyName.whole(typed);
        if (stdin && words != null) {
            throw new ParameterException(spec.commandLine(), "give the value as a word or with --stdin, not both");
        }
        List<String> values = stdin ? lines() : words == null ? List.of() : words;
        if (running()) {
            ObjectNode request = request("set", name);
            values.forEach(request.putArray("values")::add);
            return job(request);
        }
        Path file = offline().set(tenon.home(), name, values);
        return written(file);
    }

    @Command(name = "unset", description = "Put one setting, or all of a plugin, back to the default.")
    int unset(@Parameters(paramLabel = "KEY|PLUGIN|PID", description = "what to put back") String typed) {
        SettingKeyName name = SettingKeyName.ofAny(typed);
        return running() ? job(request("unset", name)) : written(offline().unset(tenon.home(), name));
    }

    @Command(name = "reload", description = "Have the host read all settings files anew.")
    int reload() {
        tenon.host();
        return job(Home.MAPPER.createObjectNode().put("action", "reload"));
    }

    private static ObjectNode request(String action, SettingKeyName name) {
        return Home.MAPPER
                .createObjectNode()
                .put("action", action)
                .put("name", name.owner())
                .put("key", name.key());
    }

    private int job(ObjectNode request) {
        JsonNode job = tenon.jobs(tenon.host()).run("settings", request, DOOR);
        return tenon.show(job, () -> List.of(Text.line(job.path("result").asText())));
    }

    private int written(Path file) {
        ObjectNode document = Home.MAPPER
                .createObjectNode()
                .put("file", file.toString())
                .put("result", "written; the host is not running and reads it when it starts");
        return tenon.show(
                document, () -> List.of(file + " is " + document.path("result").asText()));
    }

    private JsonNode settings(String name) {
        if (!running()) {
            return offline().list(name);
        }
        HostClient host = tenon.host();
        return host.get(name.isEmpty() ? "settings" : "settings/" + HostClient.encode(name));
    }

    private OfflineSettings offline() {
        return new OfflineSettings(tenon.home(), tenon.shell().distribution());
    }

    private boolean running() {
        return !ConfigView.running(tenon.home(), tenon.home().hostFile()).isEmpty();
    }

    private static List<String> lines() {
        try {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            throw new Failure("unreadable", "standard input cannot be read: " + Home.reason(cause(e)), e);
        }
    }

    private static IOException cause(java.io.UncheckedIOException e) {
        return e.getCause();
    }
}

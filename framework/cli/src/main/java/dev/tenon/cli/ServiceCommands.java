// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tenon service …}: has systemd start Tenon with the machine, and again when it dies. */
@Command(
        name = "service",
        description = "Have systemd run Tenon: install, uninstall, status.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tenon service install --print                  see the unit, change nothing",
            "  tenon service install                          as this user; root: for the machine",
            "  tenon service install -- --port 8080           with options of tenon up (default: --no-market)",
            "  tenon service uninstall",
            "",
            "A user's service ends when the user logs out, unless: loginctl enable-linger"
        })
final class ServiceCommands implements Callable<Integer> {
    private static final long LIMIT_SECONDS = 30;

    @ParentCommand
    private Tenon tenon;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Tenon.commandMissing(spec);
    }

    @Command(name = "install", description = "Write the unit, start it now and with the machine.")
    int install(
            @Option(names = "--user", description = "a unit of this user, also for root") boolean user,
            @Option(names = "--print", description = "print the unit and do nothing") boolean print,
            @Parameters(
                            arity = "0..*",
                            paramLabel = "OPTION",
                            description = "options of tenon up, after -- (default: --no-market)")
                    List<String> options) {
        boolean own = user || !root();
        ServiceUnit unit = new ServiceUnit(script(), tenon.home().path(), checked(options), java(), own);
        if (print) {
            return shown(unit, "");
        }
        if (!systemd(own)) {
            tenon.say("tenon: there is no systemd here to run it; this is the unit it would get:");
            return shown(unit, "");
        }
        Path file = file(own);
        write(file, unit.text());
        systemctl(own, "daemon-reload");
        systemctl(own, "enable", "--now", ServiceUnit.NAME);
        return shown(unit, file.toString());
    }

    @Command(name = "uninstall", description = "Stop the service and remove its unit. The home stays.")
    int uninstall(@Option(names = "--user", description = "a unit of this user, also for root") boolean user) {
        boolean own = user || !root();
        Path file = file(own);
        if (!Files.exists(file)) {
            throw new Failure("unknown", "there is no service to remove: " + file + " is not there");
        }
        if (systemd(own)) {
            systemctl(own, "disable", "--now", ServiceUnit.NAME);
        }
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new Failure("unwritable", file + " cannot be deleted: " + Home.reason(e), e);
        }
        if (systemd(own)) {
            systemctl(own, "daemon-reload");
        }
        ObjectNode document =
                Home.MAPPER.createObjectNode().put("file", file.toString()).put("removed", true);
        return tenon.show(
                document, () -> List.of(file + " is removed; " + tenon.home().path() + " stays"));
    }

    @Command(name = "status", description = "Say whether the unit is there and what systemd makes of it.")
    int status(@Option(names = "--user", description = "a unit of this user, also for root") boolean user) {
        boolean own = user || !root();
        Path file = file(own);
        boolean there = Files.exists(file);
        String active =
                there && systemd(own) ? run(own, "is-active", ServiceUnit.NAME).said() : "unknown";
        String enabled =
                there && systemd(own) ? run(own, "is-enabled", ServiceUnit.NAME).said() : "unknown";
        ObjectNode document = Home.MAPPER
                .createObjectNode()
                .put("file", file.toString())
                .put("installed", there)
                .put("active", active)
                .put("enabled", enabled);
        return tenon.show(
                document,
                () -> List.of(
                        there
                                ? file + ": " + active + ", " + enabled
                                : "not installed (" + file + "); ./tenon service install does it"));
    }

    private int shown(ServiceUnit unit, String file) {
        ObjectNode document = Home.MAPPER
                .createObjectNode()
                .put("file", file)
                .put("installed", !file.isEmpty())
                .put("unit", unit.text());
        return tenon.show(
                document,
                () -> file.isEmpty()
                        ? unit.text().lines().toList()
                        : List.of(file + " is written; Tenon runs, and starts with "
                                + (unit.user() ? "this user's session" : "the machine")));
    }

    private List<String> checked(List<String> options) {
        if (options == null || options.isEmpty()) {
            return List.of("--no-market");
        }
        if (options.stream().anyMatch(option -> option.equals("--home") || option.startsWith("--home="))) {
            throw new ParameterException(spec.commandLine(), "give --home before --, as everywhere");
        }
        return options;
    }

    private Path script() {
        Path at = tenon.shell()
                .checkout()
                .map(folder -> folder.resolve("tenon"))
                .or(() -> tenon.shell().distribution().map(folder -> folder.resolve("bin/tenon")))
                .orElseThrow(
                        () -> new Failure("no-file", "where the script tenon is, is not known; run it by that script"));
        return at.toAbsolutePath().normalize();
    }

    /** A service sees no JAVA_HOME of a shell, and maybe another path. */
    private Optional<Path> java() {
        String home = tenon.shell().environment().getOrDefault("JAVA_HOME", "");
        return Optional.of(home.isEmpty() ? System.getProperty("java.home") : home)
                .map(Path::of);
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private Path file(boolean user) {
        if (!user) {
            return Path.of("/etc/systemd/system", ServiceUnit.NAME);
        }
        String config = tenon.shell().environment().getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = config.isEmpty()
                ? Path.of(tenon.shell().environment().getOrDefault("HOME", System.getProperty("user.home")), ".config")
                : Path.of(config);
        return folder.resolve("systemd/user").resolve(ServiceUnit.NAME);
    }

    /** World-readable, as systemd wants its units. */
    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), ".tenon", ".part");
            Files.writeString(part, text);
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Failure("unwritable", file + " cannot be written: " + Home.reason(e), e);
        }
    }

    private static boolean systemd(boolean user) {
        return Files.isDirectory(Path.of("/run/systemd/system"))
                && (!user || run(true, "show-environment").status() == 0);
    }

    private static void systemctl(boolean user, String... arguments) {
        Ended ended = run(user, arguments);
        if (ended.status() != 0) {
            throw new Failure(
                    "systemd", "systemctl " + String.join(" ", arguments) + " failed: " + Text.line(ended.said()));
        }
    }

    private record Ended(int status, String said) {}

    private static Ended run(boolean user, String... arguments) {
        List<String> command = new ArrayList<>(List.of("systemctl"));
        if (user) {
            command.add("--user");
        }
        command.addAll(Arrays.asList(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Ended(1, "no answer within " + LIMIT_SECONDS + " s");
            }
            return new Ended(process.exitValue(), said);
        } catch (IOException e) {
            return new Ended(1, "systemctl is not here");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended(1, "interrupted");
        }
    }
}

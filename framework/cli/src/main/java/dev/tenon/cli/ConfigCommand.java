// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code tenon config}: which home, addresses, files and settings are in force. Works without a host. */
@Command(
        name = "config",
        description = "Show the home, addresses, files and settings in force.",
        footerHeading = "%n",
        footer =
                "Settings are files <home>/config/<pid>.json; the host reads them at its start. Secrets are not shown.")
final class ConfigCommand implements Callable<Integer> {
    private static final List<String> VARIABLES =
            List.of("TENON_HOME", "TENON_MODEL_MIRROR", "TENON_JAVA_OPTS", "JAVA_HOME");

    @ParentCommand
    private Tenon tenon;

    @Override
    public Integer call() {
        Home home = tenon.home();
        ObjectNode document =
                Home.MAPPER.createObjectNode().put("home", home.path().toString());
        document.put(
                "distribution", tenon.shell().distribution().map(Path::toString).orElse(""));
        document.put("java", System.getProperty("java.home"));
        document.put("javaVersion", Runtime.version().toString());
        document.put("host", running(home, home.hostFile()));
        document.put("marketplaceHere", running(home, home.marketFile()));
        document.put(
                "marketplaceTrusted",
                home.read(home.trustFile())
                        .map(file -> file.path("url").asText())
                        .orElse(""));
        document.put("hostFile", home.hostFile().toString());
        document.put("trustFile", home.trustFile().toString());
        document.put("logFolder", home.logs().toString());
        ObjectNode environment = document.putObject("environment");
        Map<String, String> variables = tenon.shell().environment();
        VARIABLES.forEach(name -> environment.put(name, variables.getOrDefault(name, "")));
        ArrayNode settings = document.putArray("settings");
        settings(home.path().resolve("config")).forEach(settings::add);
        return tenon.show(document, () -> lines(document));
    }

    private static String running(Home home, Path file) {
        return home.read(file)
                .filter(at -> HostClient.alive(at.path("pid").asLong()))
                .map(at -> at.path("url").asText())
                .orElse("");
    }

    private static List<String> settings(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> !file.endsWith("publisher-token"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new Failure("unreadable", folder + " cannot be read: " + Home.reason(e), e);
        }
    }

    private static List<String> lines(JsonNode document) {
        List<List<String>> rows = new ArrayList<>();
        document.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isTextual()) {
                rows.add(List.of(field.getKey(), value.asText().isEmpty() ? "-" : value.asText()));
            }
        });
        document.path("environment")
                .properties()
                .forEach(variable -> rows.add(List.of(
                        "$" + variable.getKey(),
                        variable.getValue().asText().isEmpty()
                                ? "-"
                                : variable.getValue().asText())));
        document.path("settings").forEach(file -> rows.add(List.of("setting", file.asText())));
        return Text.table(rows);
    }
}

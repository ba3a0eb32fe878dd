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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is in force, for people. */
final class ConfigView {
    private static final List<String> VARIABLES =
            List.of("TENON_HOME", "TENON_MODEL_MIRROR", "TENON_JAVA_OPTS", "JAVA_HOME");
    private static final Map<String, String> SOURCES = Map.of(
            "default", "defaults",
            "file", "set in",
            "last-good", "last good settings; LEFT OUT:",
            "default-despite-file", "defaults; LEFT OUT:",
            "unread", "NOT READ:");

    private ConfigView() {}

    /** Which home, addresses and files are in force. */
    static ObjectNode overview(Tenon tenon) {
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
        files(home.path().resolve("config")).forEach(settings::add);
        return document;
    }

    static String running(Home home, Path file) {
        return home.read(file)
                .filter(at -> HostClient.alive(at.path("pid").asLong()))
                .map(at -> at.path("url").asText())
                .orElse("");
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new Failure("unreadable", folder + " cannot be read: " + Home.reason(e), e);
        }
    }

    static List<String> lines(JsonNode document) {
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
        document.path("settings").forEach(file -> rows.add(List.of("settings file", file.asText())));
        return Text.table(rows);
    }

    /** Two lines a setting: the facts, and what they mean. */
    static List<String> settings(JsonNode document) {
        List<String> lines = new ArrayList<>();
        for (JsonNode configuration : document.path("configurations")) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(configuration(configuration));
        }
        return lines;
    }

    private static List<String> configuration(JsonNode configuration) {
        String source = configuration.path("source").asText();
        String pid = configuration.path("pid").asText();
        String name = configuration.path("shortName").asText();
        boolean file = !source.equals("default");
        List<String> lines = new ArrayList<>();
        lines.add(Text.line((name.isEmpty() ? pid : name + " (" + pid + ")") + ": "
                + SOURCES.getOrDefault(source, source)
                + (file ? " " + configuration.path("file").asText() : "")));
        String problem = configuration.path("problem").asText();
        if (!problem.isEmpty()) {
            lines.add("  ! " + Text.line(problem));
        }
        for (JsonNode setting : configuration.path("settings")) {
            lines.add("  " + Text.line(setting.path("key").asText() + " = " + value(setting) + facts(setting)));
            lines.add("      " + Text.line(setting.path("meaning").asText()));
        }
        return lines;
    }

    private static String value(JsonNode setting) {
        if (setting.path("secret").asBoolean()) {
            return setting.path("set").asBoolean() ? "(secret)" : "(secret, not set)";
        }
        return words(setting.path("values"), setting.path("list").asBoolean());
    }

    private static String words(JsonNode values, boolean list) {
        if (list) {
            return values(values).stream().collect(Collectors.joining(" | ", "[", "]"));
        }
        if (values.isEmpty()) {
            return "(not set)";
        }
        return values.path(0).asText().isEmpty() ? "\"\"" : values.path(0).asText();
    }

    private static String facts(JsonNode setting) {
        String unit = setting.path("unit").asText();
        List<String> facts = new ArrayList<>();
        if (setting.path("set").asBoolean()) {
            facts.add("set");
        }
        if (!setting.path("secret").asBoolean()) {
            facts.add("default "
                    + words(setting.path("defaults"), setting.path("list").asBoolean()));
        }
        facts.add(setting.path("range").asText());
        return (unit.isEmpty() ? "" : " " + unit)
                + facts.stream().filter(fact -> !fact.isEmpty()).collect(Collectors.joining("; ", "  (", ")"));
    }

    static List<String> values(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .map(Text::line)
                .toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code tenon doctor}: looks for what is wrong, from the outside in. */
@Command(name = "doctor", description = "Look for what is wrong, and say what to do about it.")
final class DoctorCommand implements Callable<Integer> {
    private static final long LITTLE_SPACE_BYTES = 1L << 30;
    private static final String OK = "ok";
    private static final String DEGRADED = "degraded";
    private static final String FAILED = "failed";

    @ParentCommand
    private Tenon tenon;

    private final ArrayNode checks = Home.MAPPER.createArrayNode();

    @Override
    public Integer call() {
        Home home = tenon.home();
        add("java", OK, Runtime.version() + " at " + System.getProperty("java.home"));
        checkHome(home);
        checkSecrets(home);
        add("temporary files", StaleFiles.in(home));
        checkHost(home);
        long failed = count(FAILED);
        ObjectNode document = Home.MAPPER.createObjectNode().put("ok", failed == 0);
        document.set("checks", checks);
        if (failed > 0) {
            if (!tenon.json()) {
                lines().forEach(tenon.shell().out()::println);
            }
            throw new Failure(
                    "unhealthy", failed + " of " + checks.size() + " checks failed: " + firstFailed(), document);
        }
        return tenon.show(document, this::lines);
    }

    private void checkHome(Home home) {
        Path folder = home.path();
        if (!Files.isDirectory(folder)) {
            add("home", DEGRADED, folder + " is not there yet; the first ./tenon up makes it");
            return;
        }
        try {
            Files.delete(Files.createTempFile(folder, "doctor", ".tmp"));
            long free = Files.getFileStore(folder).getUsableSpace();
            boolean little = free < LITTLE_SPACE_BYTES;
            add(
                    "home",
                    little ? DEGRADED : OK,
                    folder + " has " + Text.bytes(free) + " free"
                            + (little ? "; below 1 GB: make room, or installs and models will fail" : ""));
        } catch (IOException e) {
            add("home", FAILED, folder + " cannot be written (" + Home.reason(e) + "); give it to this user");
        }
    }

    private void checkSecrets(Home home) {
        for (Path file : List.of(home.hostFile(), home.marketFile(), home.publisherToken())) {
            try {
                if (Files.exists(file) && Home.readByOthers(file)) {
                    add("secrets", FAILED, file + " is readable by others; chmod 600 it and start the host again");
                    return;
                }
            } catch (IOException | UnsupportedOperationException e) {
                add("secrets", DEGRADED, "who may read " + file + " cannot be told here");
                return;
            }
        }
        add("secrets", OK, "only this user can read the tokens");
    }

    private void checkHost(Home home) {
        try {
            HostClient host = HostClient.of(home);
            JsonNode status = host.get("status");
            add(
                    "host",
                    OK,
                    host.url() + " answers, generation "
                            + status.path("generation").asText());
            String problem = status.path("market").path("problem").asText("");
            String url = status.path("market").path("url").asText("");
            add(
                    "marketplace",
                    problem.isEmpty() ? OK : DEGRADED,
                    url.isEmpty() ? "none is set up" : url + " " + problem);
            checkFindings(host.get("findings").path("findings"));
            for (JsonNode check : host.get("health").path("checks")) {
                String message = check.path("message").asText();
                add(
                        check.path("name").asText(),
                        status(check),
                        check.path("plugin").asText() + ": " + message);
            }
        } catch (Failure e) {
            add("host", FAILED, e.line());
        }
    }

    private void checkFindings(JsonNode findings) {
        for (JsonNode finding : findings) {
            add(
                    finding.path("subject").asText(),
                    status(finding),
                    finding.path("message").asText() + ". "
                            + finding.path("remedy").asText());
        }
        if (findings.isEmpty()) {
            add("plugins", OK, "every bundle runs, every component serves, every settings file is in force");
        }
    }

    /** A word of another version counts as failed: better a false alarm than none. */
    private static String status(JsonNode check) {
        String status = check.path(check.has("severity") ? "severity" : "status")
                .asText()
                .toLowerCase(Locale.ROOT);
        return status.equals(OK) || status.equals(DEGRADED) ? status : FAILED;
    }

    private void add(String name, List<String> stale) {
        if (stale.isEmpty()) {
            add(name, OK, "none is left over");
        }
        stale.forEach(message -> add(name, DEGRADED, message));
    }

    private void add(String name, String status, String message) {
        checks.addObject().put("name", name).put("status", status).put("message", Text.line(message));
    }

    private long count(String status) {
        long count = 0;
        for (JsonNode check : checks) {
            count += check.path("status").asText().equals(status) ? 1 : 0;
        }
        return count;
    }

    private String firstFailed() {
        for (JsonNode check : checks) {
            if (check.path("status").asText().equals(FAILED)) {
                return check.path("message").asText();
            }
        }
        return "";
    }

    private List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode check : checks) {
            rows.add(List.of(
                    check.path("status").asText(),
                    check.path("name").asText(),
                    check.path("message").asText()));
        }
        return Text.table(rows);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code tenon status}: what runs. */
@Command(name = "status", description = "Say what runs: version, generation, plugins, devices, memory, jobs, problems.")
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    private Tenon tenon;

    @Override
    public Integer call() {
        HostClient host = tenon.host();
        ObjectNode status = (ObjectNode) object(host.get("status"));
        JsonNode jobs = host.get("jobs").path("jobs");
        status.put("url", host.url().toString());
        status.set("jobs", jobs);
        return tenon.show(status, () -> lines(status, jobs));
    }

    private static JsonNode object(JsonNode status) {
        if (!status.isObject()) {
            throw new Failure("no-answer", "the host's status is not readable; look at ./tenon logs");
        }
        return status;
    }

    private static List<String> lines(JsonNode status, JsonNode jobs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "host",
                status.path("url").asText() + "  (Tenon "
                        + status.path("version").asText() + ", Java "
                        + status.path("java").asText() + ")"));
        rows.add(List.of("home", status.path("home").asText()));
        rows.add(List.of("up for", duration(status.path("uptimeMs").asLong())));
        rows.add(List.of("generation", status.path("generation").asText()));
        rows.add(List.of(
                "plugins",
                status.path("plugins").asText() + ", devices "
                        + status.path("devices").asText("?")));
        rows.add(List.of("memory", memory(status.path("memory"))));
        JsonNode market = status.path("market");
        String problem = market.path("problem").asText("");
        String url = market.path("url").asText("");
        rows.add(List.of(
                "marketplace", (url.isEmpty() ? "none" : url) + (problem.isEmpty() ? "" : "  (" + problem + ")")));
        long problems = status.path("findings").asLong();
        rows.add(List.of(
                "problems", problems == 0 ? "none found" : problems + ": ./tenon doctor says what to do about them"));
        List<String> lines = new ArrayList<>(Text.table(rows));
        for (JsonNode job : jobs) {
            String state = job.path("state").asText();
            if (state.equals("running") || state.equals("queued")) {
                lines.add(Text.line("job " + job.path("id").asText() + " " + state + ": "
                        + job.path("title").asText()));
            }
        }
        return lines;
    }

    private static String memory(JsonNode memory) {
        long resident = memory.path("residentBytes").asLong();
        return (resident > 0 ? Text.bytes(resident) + " resident, " : "")
                + "heap " + Text.bytes(memory.path("heapBytes").asLong()) + " of at most "
                + Text.bytes(memory.path("heapMaxBytes").asLong());
    }

    static String duration(long millis) {
        Duration time = Duration.ofMillis(millis);
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tenon trace}: how requests were answered. */
@Command(
        name = "trace",
        description = "Show how recent requests were answered, or one of them step by step.",
        footerHeading = "%nExamples:%n",
        footer = {"  tenon trace            the newest requests", "  tenon trace 17a3       one of them, step by step"})
final class TraceCommand implements Callable<Integer> {
    @ParentCommand
    private Tenon tenon;

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            defaultValue = "",
            description = "a trace's id, or its beginning (4 characters at least)")
    private String id;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "how many at most (default: ${DEFAULT-VALUE})")
    private int limit;

    @Override
    public Integer call() {
        if (id.isEmpty()) {
            JsonNode traces = tenon.host().get("traces?limit=" + Math.max(1, limit));
            return tenon.show(traces, () -> list(traces));
        }
        JsonNode trace = tenon.host().get("traces/" + HostClient.encode(id));
        return tenon.show(trace, () -> steps(trace));
    }

    private static List<String> list(JsonNode traces) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode trace : traces.path("traces")) {
            rows.add(List.of(
                    trace.path("id").asText(),
                    Text.time(trace.path("at").asText()),
                    trace.path("outcome").asText(),
                    trace.path("request").asText()));
        }
        return rows.isEmpty() ? List.of("Nothing was asked since the host started.") : Text.table(rows);
    }

    private static List<String> steps(JsonNode trace) {
        List<String> lines = new ArrayList<>();
        lines.add(Text.line(trace.path("request").asText()));
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode step : trace.path("steps")) {
            String[] detail = step.path("detail").asText().split("\n");
            rows.add(List.of(
                    "  " + step.path("name").asText(),
                    String.format(Locale.ROOT, "%.2f ms", step.path("micros").asLong() / 1000.0),
                    detail[0]));
            for (int line = 1; line < detail.length; line++) {
                rows.add(List.of("", "", "  " + detail[line]));
            }
        }
        lines.addAll(Text.table(rows));
        lines.add(Text.line(trace.path("outcome").asText()));
        return lines;
    }
}

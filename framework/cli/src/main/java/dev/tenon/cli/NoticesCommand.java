// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tenon notices}: what plugins told the operator unasked. */
@Command(
        name = "notices",
        description = "Show what plugins told you unasked, such as that a timer has ended.",
        footerHeading = "%nExamples:%n",
        footer = {"  tenon notices         the last 100", "  tenon notices -f      and those that come, until Ctrl-C"})
final class NoticesCommand implements Callable<Integer> {
    /** Less than the host's limit, and far less than a connection is held. */
    private static final int WAIT_SECONDS = 20;

    @ParentCommand
    private Tenon tenon;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with those that come, until Ctrl-C")
    private boolean follow;

    @Override
    public Integer call() {
        if (follow && tenon.json()) {
            throw new ParameterException(spec.commandLine(), "--follow never ends, so it has no JSON document");
        }
        HostClient host = tenon.host();
        JsonNode kept = host.get("notices");
        List<String> none = follow ? List.of() : List.of("Nothing was told since the host started.");
        int status = tenon.show(kept, () -> kept.path("notices").isEmpty() ? none : lines(kept));
        long last = last(kept, 0);
        while (follow && !Thread.currentThread().isInterrupted()) {
            JsonNode added = host.get("notices?wait=" + WAIT_SECONDS + "&after=" + last);
            lines(added).forEach(tenon.shell().out()::println);
            tenon.shell().out().flush();
            last = last(added, last);
        }
        return status;
    }

    private static List<String> lines(JsonNode notices) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode notice : notices.path("notices")) {
            rows.add(List.of(
                    Text.time(notice.path("at").asText()),
                    notice.path("plugin").asText(),
                    notice.path("text").asText()));
        }
        return Text.table(rows);
    }

    private static long last(JsonNode notices, long before) {
        long last = before;
        for (JsonNode notice : notices.path("notices")) {
            last = Math.max(last, notice.path("id").asLong());
        }
        return last;
    }
}

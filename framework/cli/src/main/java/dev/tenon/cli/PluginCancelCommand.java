// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tenon plugin cancel}: a job that waits, or has changed nothing yet that lasts, is called off. */
@Command(name = "cancel", description = "Call off a change that is not committed yet; what it did is undone.")
final class PluginCancelCommand implements Callable<Integer> {
    @ParentCommand
    private PluginCommands plugins;

    @Parameters(paramLabel = "JOB", description = "number of the job, as 'tenon status' shows it")
    private String job;

    @Override
    public Integer call() {
        return cancel(plugins.tenon(), job);
    }

    /** Calls off a job of any kind. */
    static int cancel(Tenon tenon, String job) {
        JsonNode cancelled = tenon.host().delete("jobs/" + HostClient.encode(job));
        return tenon.show(
                cancelled,
                () -> List.of(Text.line("job " + job + " is called off: "
                        + cancelled.path("title").asText())));
    }
}

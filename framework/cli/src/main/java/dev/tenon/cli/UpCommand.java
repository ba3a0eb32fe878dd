// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Explains {@code tenon up}, which the script itself carries out. */
@Command(
        name = "up",
        description = "Start host and marketplace in the foreground.",
        footerHeading = "%n",
        footer = {
            "Prints one line once both answer:",
            "  tenon: ready host=http://127.0.0.1:7070 market=http://127.0.0.1:7080 ms=900",
            "Ctrl-C or SIGTERM ends both. Port 0 picks a free one; the line says which.",
            "A host that dies is started again, with the generation before if it dies of the newest; the fifth death "
                    + "within ten minutes ends all. A newer Tenon on an old home serves in time, or the home is as it was.",
            "",
            "Examples:",
            "  tenon up",
            "  tenon up --home /srv/tenon --port 0 --no-market",
            "  tenon up --market https://plugins.example.org    (trust it first: tenon help market)"
        })
@SuppressWarnings("UnusedVariable") // the script reads these options; here they are explained
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "7070",
            description = "the host's port (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--market-port",
            paramLabel = "N",
            defaultValue = "7080",
            description = "the marketplace's port (default: ${DEFAULT-VALUE})")
    private int marketPort;

    @Option(names = "--no-market", description = "start no marketplace and use none")
    private boolean noMarket;

    @Option(
            names = "--market",
            paramLabel = "URL",
            defaultValue = "",
            description = "use that marketplace instead of starting one; it must be trusted already")
    private String market = "";

    @Option(
            names = "--accept",
            description =
                    "at the first start of a newer Tenon: disable the plugins that it cannot run, instead of refusing")
    private boolean accept;

    @Option(
            names = "--upgrade-limit",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "at the first start of a newer Tenon: how long it may take (default: ${DEFAULT-VALUE})")
    private int upgradeLimit;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "this is started by the script tenon, not by the command behind it");
    }
}

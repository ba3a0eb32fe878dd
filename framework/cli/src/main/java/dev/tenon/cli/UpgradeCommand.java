// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains {@code tenon upgrade}, which the script itself carries out. */
@Command(
        name = "upgrade",
        description = "Start a newer Tenon on this home, or this one again if the newer does not serve.",
        footerHeading = "%n",
        footer = {
            "Stop Tenon first, and unpack the newer one beside it. Nothing is written before all plugins resolve with it; "
                    + "if it does not serve within 30 s, the home is as it was and the Tenon before starts again. It runs in the "
                    + "foreground and takes the options of ./tenon up, --accept and --upgrade-limit among them.",
            "",
            "Examples:",
            "  tenon upgrade ../tenon-1.1.0",
            "  tenon upgrade ../tenon-1.1.0 --accept    disable the plugins that it cannot run"
        })
@SuppressWarnings("UnusedVariable") // the script reads this; here it is explained
final class UpgradeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "folder of the unpacked newer Tenon")
    private String folder = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "this is started by the script tenon, not by the command behind it");
    }
}

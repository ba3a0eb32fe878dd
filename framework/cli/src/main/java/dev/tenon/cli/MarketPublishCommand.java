// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tenon market publish}: hands a release in. */
@Command(
        name = "publish",
        description = "Publish a plugin's jar. A version can never be changed afterwards.",
        footerHeading = "%n",
        footer = {
            "The token is taken from --token-file, else $TENON_MARKET_TOKEN, else from what",
            "'tenon market token' kept in <home>/config/publisher-token."
        })
final class MarketPublishCommand implements Callable<Integer> {
    @ParentCommand
    private MarketCommands group;

    @Parameters(paramLabel = "FILE", description = "the plugin's jar")
    private Path file;

    @Mixin
    private PublishTarget target;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new Failure("no-file", "there is no file " + file);
        }
        MarketClient market = target.open(group.tenon());
        JsonNode release = market.publish("/api/v1/releases", file);
        return group.tenon()
                .show(
                        release,
                        () -> List.of(
                                Text.line("published " + release.path("id").asText() + " "
                                        + release.path("version").asText() + " at " + market.url())));
    }
}

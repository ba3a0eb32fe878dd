// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--market",
            paramLabel = "URL",
            defaultValue = "",
            description = "where to (default: the marketplace of this home)")
    private String url;

    @Option(names = "--token-file", paramLabel = "FILE", description = "file that holds the publisher's token")
    private Path tokenFile;

    @Option(names = "--allow-plain-http", description = "send the token unencrypted to another machine")
    private boolean allowPlainHttp;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new Failure("no-file", "there is no file " + file);
        }
        Home home = group.tenon().home();
        String token = token(home);
        String address = url.isEmpty() ? MarketClient.usual(home).url() : url;
        MarketClient market = MarketClient.at(address, token);
        if (market.isPlainAndFar() && !allowPlainHttp) {
            throw new Failure(
                    "plain-http",
                    "the token would travel unencrypted to " + address + "; use https, or --allow-plain-http");
        }
        JsonNode release = market.publish("/api/v1/releases", file);
        return group.tenon()
                .show(
                        release,
                        () -> List.of(
                                Text.line("published " + release.path("id").asText() + " "
                                        + release.path("version").asText() + " at " + market.url())));
    }

    private String token(Home home) {
        try {
            if (tokenFile != null) {
                return Files.readString(tokenFile).strip();
            }
            String variable = group.tenon().shell().environment().getOrDefault("TENON_MARKET_TOKEN", "");
            if (!variable.isBlank()) {
                return variable.strip();
            }
            if (Files.exists(home.publisherToken())) {
                return Files.readString(home.publisherToken()).strip();
            }
        } catch (IOException e) {
            throw new Failure("unreadable", "the token cannot be read from " + Home.reason(e), e);
        }
        throw new Failure(
                "no-token",
                "publishing needs a token: --token-file, $TENON_MARKET_TOKEN, or, for a marketplace of your own,"
                        + " ./tenon market token --publisher NAME --namespace org.example");
    }
}

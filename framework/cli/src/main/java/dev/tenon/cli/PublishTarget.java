// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of commands that publish: where to, and by which right. */
final class PublishTarget {
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

    /** Finds the marketplace, with the token; fails where there is none, or the token would not travel safely. */
    MarketClient open(Tenon tenon) {
        Home home = tenon.home();
        String token = token(tenon, home);
        String address = url.isEmpty() ? MarketClient.usual(home).url() : url;
        MarketClient market = MarketClient.at(address, token);
        if (market.isPlainAndFar() && !allowPlainHttp) {
            throw new Failure(
                    "plain-http",
                    "the token would travel unencrypted to " + address + "; use https, or --allow-plain-http");
        }
        return market;
    }

    private String token(Tenon tenon, Home home) {
        try {
            if (tokenFile != null) {
                return Files.readString(tokenFile).strip();
            }
            String variable = tenon.shell().environment().getOrDefault("TENON_MARKET_TOKEN", "");
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

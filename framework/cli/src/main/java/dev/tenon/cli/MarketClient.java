// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** A marketplace over {@code /api/v1}. */
final class MarketClient {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Peer peer;

    private MarketClient(Peer peer) {
        this.peer = peer;
    }

    /** At an address that a person gave. */
    static MarketClient at(String url, String token) {
        String address = url.replaceAll("/+$", "");
        if (!address.matches("https?://[^/?#@\\s]+(/[^?#\\s]*)?")) {
            throw new Failure("bad-address", "'" + url + "' is no address of a marketplace (https://… is)");
        }
        return new MarketClient(new Peer("marketplace", URI.create(address), token));
    }

    /** The marketplace that runs on this home, else the one that this home trusts; without a token. */
    static MarketClient usual(Home home) {
        String url = home.read(home.marketFile())
                .filter(at -> HostClient.alive(at.path("pid").asLong()))
                .or(() -> home.read(home.trustFile()))
                .map(at -> at.path("url").asText())
                .orElse("");
        if (url.isEmpty()) {
            throw new Failure(
                    "no-marketplace",
                    "this home has no marketplace; start it with ./tenon up, or name one with --market");
        }
        return at(url, "");
    }

    /** The marketplace that runs on this home, with its keeper's token. */
    static MarketClient kept(Home home) {
        JsonNode file = home.read(home.marketFile())
                .filter(at -> HostClient.alive(at.path("pid").asLong()))
                .orElseThrow(() ->
                        new Failure(Failure.NOT_RUNNING, "no marketplace runs on this home; start it with ./tenon up"));
        return at(file.path("url").asText(), file.path("token").asText());
    }

    String url() {
        return peer.url().toString();
    }

    boolean isPlainAndFar() {
        boolean near =
                peer.url().getHost() != null && peer.url().getHost().matches("localhost|127(\\.[0-9]+){3}|\\[::1]");
        return peer.url().getScheme().equals("http") && !near;
    }

    JsonNode get(String path) {
        try {
            return peer.get(path);
        } catch (Peer.Unreachable e) {
            throw unreachable(e);
        }
    }

    JsonNode post(String path, JsonNode body) {
        try {
            return peer.post(path, body, Peer.PATIENCE);
        } catch (Peer.Unreachable e) {
            throw unreachable(e);
        }
    }

    JsonNode publish(String path, Path jar) {
        try {
            return peer.post(path, jar, "application/java-archive", PATIENCE);
        } catch (Peer.Unreachable e) {
            throw unreachable(e);
        }
    }

    private Failure unreachable(Peer.Unreachable e) {
        return new Failure(
                "unreachable",
                "the marketplace at " + url() + " cannot be reached (" + Text.line(String.valueOf(e.getMessage()))
                        + ")",
                e);
    }
}

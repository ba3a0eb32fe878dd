// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The host of one home, over {@code /admin/v1}. */
final class HostClient {
    private static final String BASE = "/admin/v1/";

    private final Peer peer;

    private HostClient(Peer peer) {
        this.peer = peer;
    }

    /** Finds the running host of a home; fails if there is none. */
    static HostClient of(Home home) {
        JsonNode file = home.read(home.hostFile()).orElseThrow(Failure::notRunning);
        String url = file.path("url").asText();
        String token = file.path("token").asText();
        if (url.isEmpty() || token.isEmpty()) {
            throw new Failure("unreadable", home.hostFile() + " names no address; start the host again");
        }
        if (file.path("pid").canConvertToLong() && !alive(file.path("pid").asLong())) {
            throw Failure.notRunning();
        }
        return new HostClient(new Peer("host", URI.create(url), token));
    }

    static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    URI url() {
        return peer.url();
    }

    JsonNode get(String path) {
        try {
            return peer.get(BASE + path);
        } catch (Peer.Unreachable e) {
            throw notRunning(e);
        }
    }

    JsonNode post(String path, JsonNode body) {
        return post(path, body, Peer.PATIENCE);
    }

    JsonNode post(String path, JsonNode body, Duration patience) {
        try {
            return peer.post(BASE + path, body, patience);
        } catch (Peer.Unreachable e) {
            throw notRunning(e);
        }
    }

    JsonNode delete(String path) {
        try {
            return peer.delete(BASE + path);
        } catch (Peer.Unreachable e) {
            throw notRunning(e);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Failure notRunning(Peer.Unreachable e) {
        Failure failure = Failure.notRunning();
        failure.initCause(e);
        return failure;
    }
}

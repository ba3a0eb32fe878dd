// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The host of one home, over {@code /admin/v1}. */
final class HostClient {
    private static final String BASE = "/admin/v1/";

    /** How long a host that is being started is waited for. */
    private static final Duration START = Duration.ofSeconds(10);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Peer peer;
    private final Home home;

    private HostClient(Peer peer, Home home) {
        this.peer = peer;
        this.home = home;
    }

    /** Finds the running host of a home, and waits for one that is being started; fails if there is none. */
    static HostClient of(Home home) {
        return of(home, START);
    }

    static HostClient of(Home home, Duration limit) {
        long started = System.nanoTime();
        Optional<HostClient> host = running(home);
        while (host.isEmpty()) {
            if (!home.isTended() || System.nanoTime() - started > limit.toNanos()) {
                throw notRunning(home);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            host = running(home);
        }
        return host.get();
    }

    private static Optional<HostClient> running(Home home) {
        Optional<JsonNode> found = home.read(home.hostFile());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        JsonNode file = found.get();
        String url = file.path("url").asText();
        String token = file.path("token").asText();
        if (url.isEmpty() || token.isEmpty()) {
            throw new Failure("unreadable", home.hostFile() + " names no address; start the host again");
        }
        if (file.path("pid").canConvertToLong() && !alive(file.path("pid").asLong())) {
            return Optional.empty();
        }
        return Optional.of(new HostClient(new Peer("host", URI.create(url), token), home));
    }

    private static Failure notRunning(Home home) {
        return home.isTended() ? Failure.starting() : Failure.notRunning();
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

    private Failure notRunning(Peer.Unreachable e) {
        Failure failure = notRunning(home);
        failure.initCause(e);
        return failure;
    }
}

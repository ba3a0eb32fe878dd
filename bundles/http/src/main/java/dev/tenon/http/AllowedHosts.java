// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that this host answers to. A page whose own name an attacker points to 127.0.0.1 sends that name as Host,
 * and gets nothing.
 */
final class AllowedHosts {
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

    private final Set<String> configured;

    AllowedHosts(String... configured) {
        this.configured = Stream.of(configured)
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        if (this.configured.stream().anyMatch(name -> !name.matches("[a-z0-9.\\[\\]:-]+"))) {
            throw new IllegalArgumentException(
                    "hosts: names as a browser sends them, such as tenon.home.arpa:7070, not "
                            + String.join(", ", configured));
        }
    }

    /** Returns the Host of a request, lower case. */
    String check(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders("Host"));
        String host = values.size() == 1 ? values.get(0).strip().toLowerCase(Locale.ROOT) : "";
        if (configured.contains(host) || isLoopback(host, request.getLocalPort())) {
            return host;
        }
        throw new RefusedException(
                421,
                "foreign-host",
                "this host does not answer to that name: use 127.0.0.1, or allow the name in the setting 'hosts' of dev.tenon.http");
    }

    /** Says whether an Origin is that of a page of this host, asked for under the same name. */
    boolean isOwn(String origin, String host) {
        return origin.equals("http://" + host) || configured.contains(host) && origin.equals("https://" + host);
    }

    private static boolean isLoopback(String host, int port) {
        return LOOPBACK.stream().anyMatch(name -> host.equals(name + ":" + port) || port == 80 && host.equals(name));
    }
}

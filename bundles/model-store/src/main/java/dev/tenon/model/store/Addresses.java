// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.runtime.ModelHub.Address;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Addresses that files may be fetched from, and where one leads to (RFC 9110 §15.4). */
final class Addresses {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private Addresses() {}

    /** Only what cannot be changed on its way: https, or http from this machine. */
    static URI of(String source) {
        URI url;
        try {
            url = URI.create(source);
        } catch (IllegalArgumentException e) {
            throw new ModelRefusedException(Reason.UNKNOWN, "'" + source + "' is not an address", e);
        }
        boolean here = List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(url.getHost()));
        if (!"https".equalsIgnoreCase(url.getScheme()) && !here) {
            throw new ModelRefusedException(
                    Reason.UNTRUSTED, source + " is not protected on its way; use its https address");
        }
        return url;
    }

    /** Says whether an answer leads elsewhere. */
    static boolean isRedirect(HttpResponse<?> response) {
        return STATUSES.contains(response.statusCode())
                && response.headers().firstValue("Location").isPresent();
    }

    /**
     * Reads a redirect.
     *
     * @param at what was asked
     * @param response its answer, a redirect
     * @return what to ask next, with the headers only if the origin is the same
     * @throws ModelRefusedException if it leads to where bytes can be changed on their way
     */
    static Address next(Address at, HttpResponse<?> response) {
        String location = response.headers().firstValue("Location").orElseThrow();
        URI to;
        try {
            to = at.url().resolve(location);
        } catch (IllegalArgumentException e) {
            throw new ModelRefusedException(
                    Reason.UNREACHABLE, at + " redirects to '" + location + "', which is no address", e);
        }
        if ("https".equalsIgnoreCase(at.url().getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
            throw new ModelRefusedException(
                    Reason.UNTRUSTED, at + " redirects to " + to + ", which is not protected on its way");
        }
        of(to.toString());
        return new Address(to, origin(to).equals(origin(at.url())) ? at.headers() : Map.of());
    }

    /** Scheme, host and port, as RFC 6454 §4 compares them. */
    private static String origin(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(url.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}

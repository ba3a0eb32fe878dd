// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.runtime.ModelHub.Address;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Addresses that files may be fetched from, and where one leads to (RFC 9110 §15.4). */
final class Addresses {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private Addresses() {}

    /** Only what cannot be changed on its way: https, or http from this machine. */
    static URI of(String source) {
        URI url;
        try {
            url = URI.create(source);
        } catch (IllegalArgumentException e) {
            throw new ModelRefusedException(Reason.UNKNOWN, "'" + source + "' is not an address", e);
        }
        if (!isSafe(url)) {
            throw new ModelRefusedException(
                    Reason.UNTRUSTED, source + " is not protected on its way; use its https address");
        }
        return url;
    }

    private static boolean isSafe(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        return url.getHost() != null
                && (scheme.equals("https") || scheme.equals("http") && LOOPBACK.contains(url.getHost()));
    }

    /** An address as it may be shown: without its query, in which the right to fetch may stand. */
    private static String bare(String address) {
        return address.replaceFirst("(?s)[?#].*", "");
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
        URI to = next(at.url(), response.headers().firstValue("Location").orElseThrow());
        return new Address(to, origin(to).equals(origin(at.url())) ? at.headers() : Map.of());
    }

    /** Where a redirect leads; the hub's client has the same rule. */
    static URI next(URI at, String location) {
        String whence = bare(at.toString()) + " redirects to ";
        URI to;
        try {
            to = at.resolve(location);
        } catch (IllegalArgumentException e) {
            // The cause would show the query.
            throw new ModelRefusedException(
                    Reason.UNREACHABLE, whence + "'" + bare(location) + "', which is no address");
        }
        boolean isOpened = "https".equalsIgnoreCase(at.getScheme()) && !"https".equalsIgnoreCase(to.getScheme());
        if (isOpened || !isSafe(to)) {
            throw new ModelRefusedException(
                    Reason.UNTRUSTED, whence + bare(to.toString()) + ", which is not protected on its way");
        }
        return to;
    }

    /** Scheme, host and port, as RFC 6454 §4 compares them. */
    private static String origin(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(url.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}

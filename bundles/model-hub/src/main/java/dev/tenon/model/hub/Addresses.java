// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What addresses are safe, which are of one origin, and how a path is written in one. */
final class Addresses {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private Addresses() {}

    /** Says whether nothing can be changed on its way: https, or http of this machine. */
    static boolean isSafe(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        return url.getHost() != null
                && (scheme.equals("https") || scheme.equals("http") && LOOPBACK.contains(url.getHost()));
    }

    /**
     * Reads where a redirect leads (RFC 9110 §15.4), by the rule that the store has for its downloads.
     *
     * @param at what was asked
     * @param location what was answered
     * @throws IOException if that is no address with a host, or one on whose way bytes can be changed
     */
    static URI next(URI at, String location) throws IOException {
        URI to;
        try {
            to = at.resolve(location);
        } catch (IllegalArgumentException e) {
            // The cause would show the query, in which the right to fetch may stand.
            throw new IOException("it redirects to '" + bare(location) + "', which is no address");
        }
        boolean isOpened = "https".equalsIgnoreCase(at.getScheme()) && !"https".equalsIgnoreCase(to.getScheme());
        if (isOpened || !isSafe(to)) {
            throw new IOException("it redirects to " + bare(to.toString()) + ", which is not protected on its way");
        }
        return to;
    }

    /** An address as it may be shown: without its query. */
    private static String bare(String address) {
        return address.replaceFirst("(?s)[?#].*", "");
    }

    /** Says whether scheme, host and port are the same (RFC 6454 §5). */
    static boolean isSameOrigin(URI left, URI right) {
        return origin(left).equals(origin(right));
    }

    private static String origin(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(url.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** Writes a path's parts for an address (RFC 3986 §3.3). */
    static String encode(String path) {
        return Arrays.stream(path.split("/")).map(Addresses::part).collect(Collectors.joining("/"));
    }

    /** Writes what is one part of a path, slashes included. */
    static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

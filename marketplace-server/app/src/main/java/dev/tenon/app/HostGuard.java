// SPDX-License-Identifier: Apache-2.0
package dev.tenon.app;

import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers only to its own names: a page elsewhere whose name was made to point here (DNS rebinding) is sent away. Gives
 * every answer the headers that keep a browser from guessing.
 */
final class HostGuard extends Handler.Wrapper {
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    HostGuard(Handler handler) {
        super(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        secure(response);
        if (!NAMES.contains(name(request))) {
            Response.writeError(request, response, callback, 421, "this marketplace is 127.0.0.1 or localhost");
            return true;
        }
        return super.handle(request, response, callback);
    }

    static void secure(Response response) {
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Referrer-Policy", "no-referrer");
        response.getHeaders().put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    private static String name(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null) {
            return "";
        }
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }
}

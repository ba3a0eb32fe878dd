// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.http.RefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who answers which address, by method. A {@code *} stands for one name. */
final class Routes {
    /** Answers one kind of request. */
    interface Handler {
        void handle(Exchange exchange) throws IOException;
    }

    private final Map<String, Map<String, Handler>> handlers = new TreeMap<>();

    Routes get(String path, Handler handler) {
        return add("GET", path, handler);
    }

    Routes post(String path, Handler handler) {
        return add("POST", path, handler);
    }

    Routes delete(String path, Handler handler) {
        return add("DELETE", path, handler);
    }

    private Routes add(String method, String path, Handler handler) {
        handlers.computeIfAbsent(path, key -> new TreeMap<>()).put(method, handler);
        return this;
    }

    void handle(Exchange exchange) throws IOException {
        Map<String, Handler> methods = methods(exchange.path());
        Handler handler = methods.get(exchange.request().getMethod());
        if (handler == null) {
            String allowed = String.join(", ", methods.keySet());
            exchange.response().setHeader("Allow", allowed);
            throw new RefusedException(405, "wrong-method", "this address takes " + allowed);
        }
        handler.handle(exchange);
    }

    private Map<String, Handler> methods(List<String> path) {
        Map<String, Handler> exact = handlers.get(String.join("/", path));
        Map<String, Handler> found = exact == null && path.size() == 2 ? handlers.get(path.get(0) + "/*") : exact;
        if (found == null) {
            throw new RefusedException(
                    404, "not-found", "/admin/v1 has no such address; it has " + String.join(", ", handlers.keySet()));
        }
        return found;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.app;

import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Lets only some methods through. */
final class MethodHandler extends Handler.Wrapper {
    private final Set<String> methods;

    private MethodHandler(Set<String> methods, Handler handler) {
        super(handler);
        this.methods = methods;
    }

    static Handler get(Handler handler) {
        return new MethodHandler(Set.of("GET", "HEAD"), handler);
    }

    static Handler post(Handler handler) {
        return new MethodHandler(Set.of("POST"), handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (methods.contains(request.getMethod())) {
            return super.handle(request, response, callback);
        }
        String allowed = String.join(", ", methods.stream().sorted().toList());
        response.getHeaders().put(HttpHeader.ALLOW, allowed);
        Response.writeError(request, response, callback, 405, "this address takes " + allowed);
        return true;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.http.Caller;
import dev.tenon.http.RefusedException;
import dev.tenon.http.Sessions;
import java.io.IOException;

/** Signing in and out. */
record SessionRoutes(Sessions sessions) {
    void addTo(Routes routes) {
        routes.post("session/code", this::code).post("session", this::open).delete("session", this::close);
    }

    /** Only who holds the token makes codes: a session must not breed sessions. */
    private void code(Exchange exchange) throws IOException {
        if (exchange.caller() != Caller.TOKEN) {
            throw new RefusedException(403, "token-needed", "only the token makes sign-in codes: use ./tenon console");
        }
        exchange.send("code", sessions.newCode());
    }

    private void open(Exchange exchange) throws IOException {
        if (!sessions.open(exchange.body("code").text("code"), exchange.response())) {
            throw new RefusedException(
                    401,
                    "wrong-code",
                    "that code is wrong, used or older than two minutes: get a new one by ./tenon console");
        }
        exchange.send("signedIn", true);
    }

    private void close(Exchange exchange) throws IOException {
        sessions.close(exchange.request(), exchange.response());
        exchange.send("signedIn", false);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.control;

import dev.tenon.http.Caller;
import dev.tenon.http.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One request and its answer. */
record Exchange(HttpServletRequest request, HttpServletResponse response, Caller caller, List<String> path) {
    /** Returns the part of the address that names one thing: {@code 7} of {@code jobs/7}. */
    String id() {
        return path.get(path.size() - 1);
    }

    /** Reads the body. A page's form cannot send this type, so a browser asks first, and is refused. */
    Fields body(String... known) throws IOException {
        String type = request.getContentType();
        boolean json = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
        if (!json && caller != Caller.TOKEN) {
            throw new RefusedException(415, "not-json", "send the body as application/json");
        }
        return new Fields(Wire.read(request.getInputStream().readAllBytes()), known);
    }

    /** Returns a parameter of the query, empty if there is none. */
    String query(String name) {
        String value = request.getParameter(name);
        if (value != null && value.length() > 1_000) {
            throw Fields.bad("the parameter '" + name + "' is longer than 1000 characters");
        }
        return value == null ? "" : value.strip();
    }

    /** Returns a number of the query; it must be one from {@code min} to {@code max}, at most six digits. */
    int query(String name, int fallback, int min, int max) {
        String value = query(name);
        if (value.isEmpty()) {
            return fallback;
        }
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < min || Integer.parseInt(value) > max) {
            throw Fields.bad("the parameter '" + name + "' must be a number from " + min + " to " + max);
        }
        return Integer.parseInt(value);
    }

    /** What is told to whom the host lets wait no longer. Keeps the thread's interruption. */
    static RefusedException stopping(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RefusedException(503, "stopping", "the host is being stopped", e);
    }

    boolean wants(String mediaType) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(mediaType);
    }

    void send(String name, Object value) throws IOException {
        send(200, Map.of(name, value));
    }

    void send(int status, Object value) throws IOException {
        byte[] body = Wire.write(value);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

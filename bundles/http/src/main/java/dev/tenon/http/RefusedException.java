// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A request is refused. Thrown by any servlet of ours, it becomes {@code {"error":{"code","message"}}}. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final int status;
    private final String code;

    /**
     * Makes a refusal.
     *
     * @param status of HTTP, 400 to 599
     * @param code stable word for programs, lower case with hyphens
     * @param message one line: what is wrong and what to do
     */
    public RefusedException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /**
     * Makes a refusal with a cause, which is not shown to the caller.
     *
     * @param status of HTTP, 400 to 599
     * @param code stable word for programs, lower case with hyphens
     * @param message one line: what is wrong and what to do
     * @param cause for the log
     */
    public RefusedException(int status, String code, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
    }

    /**
     * Returns the status.
     *
     * @return of HTTP, 400 to 599
     */
    public int status() {
        return status;
    }

    /**
     * Returns the word for programs.
     *
     * @return lower case with hyphens
     */
    public String code() {
        return code;
    }

    /**
     * Returns the refusal as it is sent.
     *
     * @return one line of JSON
     */
    public String json() {
        ObjectNode root = MAPPER.createObjectNode();
        root.putObject("error").put("code", code).put("message", String.valueOf(getMessage()));
        return root.toString();
    }

    /**
     * Sends the refusal. Does nothing if a part of the answer is on its way already.
     *
     * @param response to be filled
     * @throws IOException if the caller is gone
     */
    public void send(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = json().getBytes(StandardCharsets.UTF_8);
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        response.getOutputStream().write(body);
    }
}

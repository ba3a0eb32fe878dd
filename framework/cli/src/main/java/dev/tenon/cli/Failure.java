// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A command ends with exit status 1. The message is one line: what is wrong and what to do. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Code of the failure that the host is not there. */
    static final String NOT_RUNNING = "not-running";

    private final String code;
    private final transient JsonNode document;

    Failure(String code, String message) {
        this(code, message, error(code, message));
    }

    Failure(String code, String message, Throwable cause) {
        this(code, message, error(code, message));
        initCause(cause);
    }

    /** With a document of its own for {@code --json}. */
    Failure(String code, String message, JsonNode document) {
        super(Text.line(message));
        this.code = code;
        this.document = document;
    }

    static Failure notRunning() {
        return new Failure(NOT_RUNNING, "the host is not running; start it with ./tenon up");
    }

    /** The host is not there, and {@code tenon up} is about to start it (again). */
    static Failure starting() {
        return new Failure(
                NOT_RUNNING,
                "the host is being started and does not serve yet; try again in some seconds (./tenon logs says what"
                        + " it does)");
    }

    /** Returns the form that every failure has in JSON. */
    static ObjectNode error(String code, String message) {
        ObjectNode error =
                JsonNodeFactory.instance.objectNode().put("code", code).put("message", Text.line(message));
        return JsonNodeFactory.instance.objectNode().set("error", error);
    }

    String code() {
        return code;
    }

    JsonNode document() {
        return document;
    }

    String line() {
        return String.valueOf(getMessage());
    }
}

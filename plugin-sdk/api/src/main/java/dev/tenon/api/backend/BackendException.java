// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.backend;

/** A model cannot be loaded or run. The message says what is wrong in the caller's terms. */
public class BackendException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The file is damaged, of another format or needs operators that the backend does not have. */
        UNSUPPORTED_MODEL,
        /** An input or output is missing, unknown or of another type or shape. */
        INVALID_TENSOR,
        /** The session is closed; open another. */
        CLOSED,
        /** There is not enough memory. */
        OUT_OF_MEMORY,
        /** The run failed inside the backend. */
        FAILED
    }

    private final Reason reason;

    /**
     * Makes a refusal.
     *
     * @param reason why
     * @param message what is wrong
     */
    public BackendException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Makes a refusal with a cause.
     *
     * @param reason why
     * @param message what is wrong
     * @param cause for the log
     */
    public BackendException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * Returns why.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/** A model is not taken. The message is one line: what is wrong and what to do. */
public class ModelRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Nothing bears that name, or no file is there. */
        UNKNOWN,
        /** The descriptor is missing, ill-formed or does not fit the file. */
        BAD_DESCRIPTOR,
        /** The bytes are not those promised. */
        UNTRUSTED,
        /** The address cannot be reached; what was fetched is kept and resumed. */
        UNREACHABLE,
        /** No backend runs it. */
        UNSUPPORTED,
        /** The host cannot write. */
        STORAGE
    }

    private final Reason reason;

    /**
     * Makes a refusal.
     *
     * @param reason why
     * @param message one line: what is wrong and what to do
     */
    public ModelRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Makes a refusal with a cause.
     *
     * @param reason why
     * @param message one line: what is wrong and what to do
     * @param cause for the log
     */
    public ModelRefusedException(Reason reason, String message, Throwable cause) {
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

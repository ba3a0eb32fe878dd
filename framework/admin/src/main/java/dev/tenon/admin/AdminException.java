// SPDX-License-Identifier: Apache-2.0
package dev.tenon.admin;

/** A request of the operator is refused. The message is one line: what is wrong and what to do. */
public class AdminException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The request makes no sense (an ill-formed version range). */
        BAD_REQUEST,
        /** Nothing bears that name. */
        UNKNOWN,
        /** Several plugins bear that short name. */
        AMBIGUOUS,
        /** It is so already. */
        NO_CHANGE,
        /** A requirement that nobody meets. */
        UNRESOLVABLE,
        /** The bytes are not what was promised: wrong digest, wrong signature, no bundle. */
        UNTRUSTED,
        /** The marketplace cannot be reached. */
        UNREACHABLE,
        /** The release started but is not fit to serve. */
        UNFIT,
        /** The host cannot write (a full disk, no permission). */
        STORAGE,
        /** A release asks to be allowed more than the operator granted, or comes from another publisher. */
        CONSENT,
        /** Tenon must be started again for it, or is starting. */
        RESTART,
        /** The operator called it off. */
        CANCELLED
    }

    private final Reason reason;

    /**
     * Makes a refusal.
     *
     * @param reason why
     * @param message one line: what is wrong and what to do
     */
    public AdminException(Reason reason, String message) {
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
    public AdminException(Reason reason, String message, Throwable cause) {
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

    /**
     * Returns the refusal as the tools show it.
     *
     * @return the reason's name in lower case with hyphens, and the message
     */
    public Problem problem() {
        return new Problem(
                reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), String.valueOf(getMessage()));
    }
}

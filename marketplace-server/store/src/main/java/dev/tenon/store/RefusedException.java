// SPDX-License-Identifier: Apache-2.0
package dev.tenon.store;

import java.util.List;

/** The marketplace refuses what was asked. Its message is for the one who asked: what, and what to do. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String code;
    private final transient List<String> reasons;

    /** Kinds of refusal; the server gives each its HTTP status. */
    public enum Reason {
        /** The request itself is wrong. */
        BAD_REQUEST,
        /** No token, or none that is known. */
        UNAUTHORIZED,
        /** The token is good, but not for this. */
        FORBIDDEN,
        /** There is no such thing. */
        NOT_FOUND,
        /** It stands already and never changes. */
        EXISTS,
        /** More bytes than allowed. */
        TOO_LARGE,
        /** No room to keep it. */
        STORAGE_FULL
    }

    /**
     * Makes a refusal.
     *
     * @param reason its kind
     * @param code for programs, such as {@code version-exists}
     * @param message one line
     */
    public RefusedException(Reason reason, String code, String message) {
        this(reason, code, message, List.of());
    }

    /**
     * Makes a refusal for several reasons at once.
     *
     * @param reason its kind
     * @param code for programs
     * @param message one line
     * @param reasons one line each, with how to mend it
     */
    public RefusedException(Reason reason, String code, String message, List<String> reasons) {
        super(message);
        this.reason = reason;
        this.code = code;
        this.reasons = List.copyOf(reasons);
    }

    /**
     * Its kind.
     *
     * @return what decides the status
     */
    public Reason reason() {
        return reason;
    }

    /**
     * For programs.
     *
     * @return lower-case words and hyphens
     */
    public String code() {
        return code;
    }

    /**
     * Every single reason.
     *
     * @return one line each, often none
     */
    public List<String> reasons() {
        return reasons;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.media;

/** A picture is not taken. The message is a sentence for people: what is wrong and what would help. */
public class PictureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The bytes are of no format that can be read. */
        UNKNOWN_FORMAT,
        /** The format is known, but the bytes are cut or damaged, or use a part of it that cannot be read. */
        UNREADABLE,
        /** It has too many bytes or pixels. */
        TOO_LARGE
    }

    private final Reason reason;

    /**
     * Makes a refusal.
     *
     * @param reason why
     * @param message a sentence for people
     */
    public PictureException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Makes a refusal with a cause.
     *
     * @param reason why
     * @param message a sentence for people
     * @param cause for the log
     */
    public PictureException(Reason reason, String message, Throwable cause) {
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

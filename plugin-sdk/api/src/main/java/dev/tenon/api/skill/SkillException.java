// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.skill;

/** A skill cannot answer. The message is a sentence for the asker, in plain words: what is wrong and what would help. */
public class SkillException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** An argument is missing, of the wrong type or out of range. */
        INVALID_ARGUMENT,
        /** The request has no answer (a division by zero, an unknown city). */
        NO_ANSWER,
        /** Something that the skill needs is not there now (a model, a device); asking again later may help. */
        UNAVAILABLE,
        /** The skill failed; the operator finds the cause in the log. */
        FAILED
    }

    private final Reason reason;

    /**
     * Makes a refusal.
     *
     * @param reason why
     * @param message a sentence for the asker
     */
    public SkillException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Makes a refusal with a cause.
     *
     * @param reason why
     * @param message a sentence for the asker
     * @param cause for the log
     */
    public SkillException(Reason reason, String message, Throwable cause) {
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

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * Work in a process of its own gave no answer. The message is one line for people that names the work by its title; if
 * the task itself refused, it is the task's own.
 */
public final class TaskFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** It needs more memory than it was given. */
        OUT_OF_MEMORY,
        /** It took longer than allowed, and was ended. */
        TIME_LIMIT,
        /** Its process ended before it had answered: it exited, was killed, crashed in native code or was silent. */
        DIED,
        /** The task threw an exception, or none of the bundles offers it. */
        REFUSED,
        /** The calling thread was interrupted. */
        CANCELLED,
        /** It could not be begun: a bundle or a file is missing, or the process could not be started. */
        IMPOSSIBLE
    }

    private final Reason reason;

    /**
     * Makes a refusal.
     *
     * @param reason why
     * @param message one line
     */
    public TaskFailedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Makes a refusal with a cause.
     *
     * @param reason why
     * @param message one line
     * @param cause for the log
     */
    public TaskFailedException(Reason reason, String message, Throwable cause) {
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

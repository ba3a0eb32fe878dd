// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import java.io.IOException;

/**
 * A worker did not answer. The message has no subject, so that the caller can name what ran: {@code was killed by
 * signal 9}.
 */
public final class WorkerException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The process could not be started, or did not report in time. */
        NOT_STARTED,
        /** The Java heap was not enough. */
        OUT_OF_MEMORY,
        /** It ended by itself: {@code System.exit}, or its main thread failed. */
        EXITED,
        /** A signal from outside ended it. */
        KILLED,
        /** Native code crashed it. */
        CRASHED,
        /** It did not answer the heartbeat, and was killed. */
        SILENT,
        /** The call took longer than allowed, and it was killed. */
        TIME_LIMIT,
        /** It sent what is no frame, or a frame that is too large, and was killed. */
        PROTOCOL,
        /** Its handler threw an exception; the worker takes further calls. */
        FAILED,
        /** It is not started for a while, because it ended too often. */
        RESTING,
        /** It was closed here. */
        CLOSED
    }

    private final Reason reason;

    WorkerException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    WorkerException(Reason reason, String message, Throwable cause) {
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

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.IOException;

/** A home cannot be used. The message is one line: what is wrong and what to do. */
public class HomeException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the refusal.
     *
     * @param message one line
     */
    public HomeException(String message) {
        super(message);
    }

    /**
     * Makes the refusal with a cause.
     *
     * @param message one line
     * @param cause for the log
     */
    public HomeException(String message, Throwable cause) {
        super(message, cause);
    }
}

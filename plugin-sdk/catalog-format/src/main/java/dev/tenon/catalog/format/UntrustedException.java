// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

/** A signature does not hold. */
public class UntrustedException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the refusal.
     *
     * @param message one line
     */
    public UntrustedException(String message) {
        super(message);
    }

    /**
     * Makes the refusal with a cause.
     *
     * @param message one line
     * @param cause for the log
     */
    public UntrustedException(String message, Throwable cause) {
        super(message, cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

/** A document cannot be read. */
public class FormatException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the refusal.
     *
     * @param message one line
     */
    public FormatException(String message) {
        super(message);
    }

    /**
     * Makes the refusal with a cause.
     *
     * @param message one line
     * @param cause for the log
     */
    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}

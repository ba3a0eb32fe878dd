// SPDX-License-Identifier: Apache-2.0
package dev.tenon.app;

/** The marketplace cannot start; its message is one line for whoever started it: what and what to do. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }

    StartException(String message) {
        super(message);
    }
}

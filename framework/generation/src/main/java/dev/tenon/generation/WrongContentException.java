// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.IOException;

/** Bytes are not those that were promised. */
public class WrongContentException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the refusal.
     *
     * @param message one line
     */
    public WrongContentException(String message) {
        super(message);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import java.io.IOException;

/** Neither the hub nor a mirror answers; the message says why of each. */
final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}

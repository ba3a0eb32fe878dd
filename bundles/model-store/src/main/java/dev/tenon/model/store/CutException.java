// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import java.io.IOException;

/** A transfer ended before its end; what came is kept. */
final class CutException extends IOException {
    private static final long serialVersionUID = 1L;

    CutException(String message, Throwable cause) {
        super(message, cause);
    }

    CutException(String message) {
        super(message);
    }
}

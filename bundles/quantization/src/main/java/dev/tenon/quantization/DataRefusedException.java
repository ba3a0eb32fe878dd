// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

/** Data for evaluation or calibration cannot be used. The message says why, and what to do. */
final class DataRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataRefusedException(String message) {
        super(message);
    }

    DataRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}

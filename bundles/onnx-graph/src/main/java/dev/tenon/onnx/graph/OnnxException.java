// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

import java.io.IOException;

/** A file is no ONNX model that can be worked with. The message is a sentence for people: what is wrong and what would help. */
public final class OnnxException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes a refusal.
     *
     * @param message a sentence for people
     */
    public OnnxException(String message) {
        super(message);
    }

    /**
     * Makes a refusal with a cause.
     *
     * @param message a sentence for people
     * @param cause for the log
     */
    public OnnxException(String message, Throwable cause) {
        super(message, cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.quantizer;

/** A model cannot be quantized as it was asked. The message says why, and what to do. */
public class QuantizationRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** It is damaged, of another format, or the quantizer cannot work with it. */
        UNSUPPORTED_MODEL,
        /** It is quantized already. */
        ALREADY_QUANTIZED,
        /** Weights are no numbers (NaN) or infinite. */
        BAD_WEIGHTS,
        /** The scheme needs samples, and there are none. */
        NO_SAMPLES,
        /** The samples are not what the model asks for, or it cannot be run with them. */
        BAD_SAMPLES
    }

    private final Reason reason;

    /**
     * Makes a refusal.
     *
     * @param reason why
     * @param message what is wrong, and what to do
     */
    public QuantizationRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * Makes a refusal with a cause.
     *
     * @param reason why
     * @param message what is wrong, and what to do
     * @param cause for the log
     */
    public QuantizationRefusedException(Reason reason, String message, Throwable cause) {
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

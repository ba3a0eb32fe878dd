// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantizer.onnx;

import dev.tenon.quantizer.onnx.Spread.Range;

/**
 * How an activation is put on 8 bits: {@code value = scale · (integer − zero point)}, where zero is an integer exactly
 * (Jacob et al., CVPR 2018, §2.1).
 *
 * @param scale greater than 0
 * @param zeroPoint of the signed or unsigned type
 */
record Affine(float scale, int zeroPoint) {
    private static final int LEVELS = 255;

    /** Below this, products of a scale with a weight's are no normal numbers any more. */
    private static final float LEAST_SCALE = 1e-12f;

    /**
     * Fits a range.
     *
     * @param range of the activation
     * @param isSigned from -128 to 127, else from 0 to 255
     */
    static Affine of(Range range, boolean isSigned) {
        double least = Math.min(0, range.least());
        double greatest = Math.max(0, range.greatest());
        int lowest = isSigned ? Byte.MIN_VALUE : 0;
        float scale = (float) ((greatest - least) / LEVELS);
        if (!(scale > LEAST_SCALE)) {
            return new Affine(1, lowest);
        }
        long zero = lowest + Math.round(-least / scale);
        return new Affine(scale, (int) Math.max(lowest, Math.min(lowest + LEVELS, zero)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.onnx.graph;

/** Numbers of 16 bits (IEEE 754 binary16), which Java 17 has no conversions for. Stateless. */
public final class Halves {
    /** The greatest finite one. */
    public static final float MOST = 65_504;

    /** The least of full precision; below it they have fewer bits. */
    public static final float LEAST_NORMAL = 0x1p-14f;

    private static final int FRACTION = 10;
    private static final float LEAST = 0x1p-24f;

    private Halves() {}

    /**
     * Widens exactly.
     *
     * @param half bits
     * @return the same number; infinite or NaN if it is
     */
    public static float widened(short half) {
        int exponent = half >> FRACTION & 0x1F;
        int fraction = half & 0x3FF;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * LEAST;
        } else if (exponent == 0x1F) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Float.intBitsToFloat(exponent + 112 << 23 | fraction << 13);
        }
        return half < 0 ? -magnitude : magnitude;
    }

    /**
     * Rounds to the nearest, of two equally near ones to the even.
     *
     * @param value any; what lies beyond {@link #MOST} and is not rounded to it becomes infinite
     * @return bits
     */
    public static short narrowed(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7E00);
        }
        if (magnitude < LEAST_NORMAL) {
            return (short) (sign | (int) Math.rint(magnitude / LEAST)); // the division is exact
        }
        int rest = bits & 0x7FFFFFFF;
        int rounded = rest + 0xFFF + (rest >>> 13 & 1) >>> 13;
        return (short) (sign | Math.min(rounded - (112 << FRACTION), 0x7C00));
    }
}

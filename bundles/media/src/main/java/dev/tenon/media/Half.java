// SPDX-License-Identifier: Apache-2.0
package dev.tenon.media;

/** Half-precision numbers (IEEE 754-2019, binary16); Java 17 has no conversion of its own. */
final class Half {
    private Half() {}

    /**
     * Narrows a number, to nearest, ties to even.
     *
     * @return sign, 5 exponent bits, 10 fraction bits
     */
    static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 65520) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < 0x1p-14f) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
        }
        int shifted = (bits & 0x7fffffff) - (112 << 23);
        int half = shifted >> 13;
        int rest = shifted & 0x1fff;
        if (rest > 0x1000 || rest == 0x1000 && (half & 1) == 1) {
            half++;
        }
        return (short) (sign | half);
    }
}

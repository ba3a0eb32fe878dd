// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

/** Floats of 16 bits; Java has none before 20. Stateless. */
final class HalfFloats {
    private HalfFloats() {}

    /** Narrows to half precision, to nearest, ties to even (IEEE 754-2019 §4.3.1); what is too large becomes infinite. */
    static short half(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7fff_ffff;
        if (magnitude >= 0x7f80_0000) {
            return (short) (sign | (magnitude > 0x7f80_0000 ? 0x7e00 : 0x7c00)); // no number, or infinite
        }
        if (magnitude >= 0x477f_f000) {
            return (short) (sign | 0x7c00); // 65520 and more: halfway beyond the largest
        }
        if (magnitude < 0x3880_0000) {
            // Subnormal: a multiple of 2^-24.
            return (short) (sign | (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24f));
        }
        int even = magnitude >>> 13 & 1;
        return (short) (sign | magnitude - 0x3800_0000 + 0xfff + even >>> 13);
    }

    /** Narrows to the upper 16 bits, to nearest, ties to even. */
    static short brain(float value) {
        int bits = Float.floatToRawIntBits(value);
        return Float.isNaN(value) ? (short) 0x7fc0 : (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }
}

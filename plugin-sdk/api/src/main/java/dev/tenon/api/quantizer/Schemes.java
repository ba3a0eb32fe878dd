// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.quantizer;

/** Names of common schemes: bits of weights, bits of activations. The list is open: a quantizer may know others. */
public final class Schemes {
    /** As the model was. */
    public static final String ORIGINAL = "original";
    /** Weights and activations of 8 bits, their ranges found from samples. */
    public static final String W8A8 = "w8a8";
    /** Weights and activations of 8 bits, their ranges found in each run; no samples needed. */
    public static final String W8A8_DYNAMIC = "w8a8-dynamic";
    /** Weights of 8 bits alone: smaller, not faster; no samples needed. */
    public static final String W8 = "w8";
    /** Weights of 4 bits in blocks, activations of 8 bits inside the kernel; no samples needed. */
    public static final String W4A8 = "w4a8";
    /** Weights and computation in floats of 16 bits, for devices that have them; no samples needed. */
    public static final String FP16 = "fp16";

    private Schemes() {}
}

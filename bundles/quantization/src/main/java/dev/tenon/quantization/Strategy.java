// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.quantizer.Schemes;

/** Which scheme a device begins with. Stateless. */
final class Strategy {
    private Strategy() {}

    /**
     * A scheme, and why it is taken.
     *
     * @param scheme of {@link Schemes}
     * @param why one sentence
     */
    record Choice(String scheme, String why) {}

    /**
     * Chooses.
     *
     * @param deviceKind {@code cpu}, {@code igpu}, {@code gpu}, {@code npu} or another
     * @param hasData whether there are inputs to calibrate with
     */
    static Choice of(String deviceKind, boolean hasData) {
        return switch (deviceKind) {
            case "igpu" ->
                new Choice(
                        Schemes.W4A8, "an integrated GPU shares the memory's bandwidth, which weights of 4 bits save");
            case "npu" ->
                new Choice(
                        Schemes.W4A8,
                        "an NPU is to have weights of 2 bits; until there are, it has the step of 4 bits");
            default ->
                hasData
                        ? new Choice(
                                Schemes.W8A8, "8 bits with ranges from samples are what this device computes fastest")
                        : new Choice(
                                Schemes.W8A8_DYNAMIC,
                                "without data (--eval) the ranges of activations can only be found in each run");
        };
    }
}

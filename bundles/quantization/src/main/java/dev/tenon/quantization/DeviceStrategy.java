// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.quantizer.QuantizationStrategy;
import dev.tenon.api.quantizer.Schemes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The platform's own strategy: integrated GPU W4A8, NPU W2A4 (until there are weights of 2 bits, its step of 4), everything
 * else W8A8; where no layer can have that, or there are no samples, the next. Stateless.
 */
final class DeviceStrategy implements QuantizationStrategy {
    /** Weights of 2 bits: no quantizer of ours has them yet. */
    private static final String W2A4 = "w2a4";

    /** Instructions that multiply and add 8-bit integers at once. */
    private static final Set<String> PRODUCTS =
            Set.of("avx512_vnni", "avx_vnni", "avx_vnni_int8", "amx_int8", "asimddp", "dotprod", "i8mm", "sve_i8mm");

    @Override
    public List<Choice> choose(Situation situation) {
        List<String> options = situation.options().stream().map(Option::scheme).toList();
        Map<String, String> wanted = wanted(situation, options.contains(W2A4));
        options.forEach(scheme -> wanted.putIfAbsent(scheme, "nothing that this device would rather have is possible"));
        List<Choice> choices = new ArrayList<>();
        wanted.forEach((scheme, why) -> {
            if (options.contains(scheme) && (situation.hasSamples() || !scheme.equals(Schemes.W8A8))) {
                choices.add(new Choice(scheme, why));
            }
        });
        return choices.isEmpty()
                ? List.of(
                        new Choice(Schemes.W8A8, "the quantizer has nothing else, though ranges want samples (--eval)"))
                : List.copyOf(choices);
    }

    /** What a device would have, best first, and why. */
    private static Map<String, String> wanted(Situation situation, boolean hasTwoBits) {
        Map<String, String> wanted = new LinkedHashMap<>();
        switch (situation.deviceKind()) {
            case "igpu" ->
                wanted.put(
                        Schemes.W4A8, "an integrated GPU shares the memory's bandwidth, which weights of 4 bits save");
            case "npu" -> {
                wanted.put(W2A4, "an NPU computes with weights of 2 bits");
                wanted.put(
                        Schemes.W4A8,
                        hasTwoBits
                                ? "the step above weights of 2 bits"
                                : "an NPU is to have weights of 2 bits; until there are, it has the step of 4 bits");
            }
            default -> {
                // eight bits at once
            }
        }
        wanted.put(Schemes.W8A8, eightBits(situation));
        wanted.put(
                Schemes.W8A8_DYNAMIC,
                situation.hasSamples()
                        ? "8 bits with ranges found in each run are the next best"
                        : "without data (--eval) the ranges of activations can only be found in each run"
                                + (isSlow(situation) ? ", and this processor gains little by 8 bits" : ""));
        wanted.put(Schemes.W8, "weights of 8 bits alone make the model smaller, not faster");
        return wanted;
    }

    private static String eightBits(Situation situation) {
        return isSlow(situation)
                ? "8 bits with ranges from samples; this processor has no instructions for products of them (VNNI), so"
                        + " more is won in size than in time"
                : "8 bits with ranges from samples are what this device computes fastest";
    }

    /** A processor of which is known that it has none of them. */
    private static boolean isSlow(Situation situation) {
        return situation.deviceKind().equals("cpu")
                && !situation.instructionSets().isEmpty()
                && situation.instructionSets().stream().noneMatch(PRODUCTS::contains);
    }
}

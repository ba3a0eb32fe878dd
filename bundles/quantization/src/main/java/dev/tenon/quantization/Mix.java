// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import dev.tenon.api.quantizer.QuantizableLayer;
import dev.tenon.api.quantizer.Schemes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which scheme each layer is to have, on the way from the one that was asked for to none. Stateless. */
final class Mix {
    /** Steps of the ladder: fewer bits first. What leaves activations alone loses least, and stays small. */
    private static final List<String> LADDER = List.of(Schemes.W4A8, Schemes.W8A8, Schemes.W8, Schemes.ORIGINAL);

    private Mix() {}

    /** Every layer in one scheme. */
    static Map<String, String> all(List<QuantizableLayer> layers, String scheme) {
        Map<String, String> mix = new LinkedHashMap<>();
        layers.forEach(layer -> mix.put(layer.name(), scheme));
        return mix;
    }

    /**
     * The steps from a scheme on.
     *
     * @param scheme that was asked for; one that is no step is followed by those that leave activations alone and have
     *     more bits, as the layers say, whose schemes stand in that order
     * @param layers that can be quantized
     * @return it first, {@link Schemes#ORIGINAL} last
     */
    static List<String> steps(String scheme, List<QuantizableLayer> layers) {
        List<String> steps = new ArrayList<>(List.of(scheme));
        int at = LADDER.indexOf(scheme);
        if (at >= 0) {
            steps.addAll(LADDER.subList(at + 1, LADDER.size()));
            return steps;
        }
        LADDER.subList(LADDER.indexOf(Schemes.W8), LADDER.size()).stream()
                .filter(step -> layers.stream().noneMatch(layer -> isFewer(step, scheme, layer.schemes())))
                .forEach(steps::add);
        return steps;
    }

    private static boolean isFewer(String step, String scheme, List<String> schemes) {
        return schemes.contains(step) && schemes.contains(scheme) && schemes.indexOf(step) < schemes.indexOf(scheme);
    }

    /**
     * Some layers a step higher than the others.
     *
     * @param ranked all layers, the most sensitive first
     * @param raised how many of them are higher
     */
    static Map<String, String> raised(List<String> ranked, int raised, String higher, String lower) {
        Map<String, String> mix = new LinkedHashMap<>();
        for (int i = 0; i < ranked.size(); i++) {
            mix.put(ranked.get(i), i < raised ? higher : lower);
        }
        return mix;
    }
}

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
     * @param scheme that was asked for; one that is no step is followed by all that leave activations alone
     * @return it first, {@link Schemes#ORIGINAL} last
     */
    static List<String> steps(String scheme) {
        List<String> steps = new ArrayList<>(List.of(scheme));
        int at = LADDER.indexOf(scheme);
        steps.addAll(LADDER.subList(at < 0 ? LADDER.indexOf(Schemes.W8) : at + 1, LADDER.size()));
        return steps;
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

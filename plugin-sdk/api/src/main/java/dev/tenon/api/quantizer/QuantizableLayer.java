// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.quantizer;

import java.util.List;

/**
 * A part of a model with weights of its own.
 *
 * @param name unique in the model, and the same each time it is opened
 * @param operator as the format calls it ({@code Conv})
 * @param parameters how many weights it has, at least 1
 * @param schemes what it can become, those with the fewest bits first; at least one. A scheme of the quantizer that a
 *     layer does not have is taken for it all the same: the nearest with more bits, and the result says so
 */
public record QuantizableLayer(String name, String operator, long parameters, List<String> schemes) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if it has no name, no weights or no scheme
     */
    public QuantizableLayer {
        schemes = List.copyOf(schemes);
        if (name.isEmpty() || parameters < 1 || schemes.isEmpty()) {
            throw new IllegalArgumentException(
                    "a layer has a name, weights and schemes: '" + name + "' " + parameters + " " + schemes);
        }
    }
}

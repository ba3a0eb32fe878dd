// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.quantizer;

import java.util.List;

/**
 * What was done to a model.
 *
 * @param layers every layer of it, in their order
 * @param remarks what whoever reads the report should know, a sentence each: what an accelerator will not take, what was
 *     converted on the way
 */
public record QuantizedModel(List<QuantizedLayer> layers, List<String> remarks) {
    /**
     * What was done to one layer.
     *
     * @param name as {@link QuantizableLayer#name()}
     * @param operator as {@link QuantizableLayer#operator()}
     * @param scheme what it became; {@link Schemes#ORIGINAL} if it stays as it was
     * @param parameters how many weights it has
     * @param why a sentence if it is not what was asked for; else empty
     */
    public record QuantizedLayer(String name, String operator, String scheme, long parameters, String why) {}

    /** Copies. */
    public QuantizedModel {
        layers = List.copyOf(layers);
        remarks = List.copyOf(remarks);
    }
}

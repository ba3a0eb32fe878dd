// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.quantizer;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What is to be quantized, and for what.
 *
 * @param model the original, which is only read
 * @param deviceKind kind of the device that variants are for ({@code cpu}, {@code igpu}, {@code gpu}, {@code npu})
 * @param instructionSets what that device understands beyond the base ({@code avx512_vnni}); may be empty
 * @param samples inputs as the model meets them, by name, for the ranges of activations; may be read several times, each
 *     time from the start, and several are in use at once: each has memory of its own; none if there are none
 * @param work an existing folder for what is needed until it is closed
 */
public record QuantizationRequest(
        InstalledModel model,
        String deviceKind,
        Set<String> instructionSets,
        Iterable<Map<String, Tensor>> samples,
        Path work) {
    /** Copies what is known at once; the samples stay with whoever made them. */
    public QuantizationRequest {
        instructionSets = Set.copyOf(instructionSets);
    }
}

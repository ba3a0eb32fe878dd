// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.quantizer;

import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes smaller variants of a model. It only makes them: whether a variant is good enough to be offered is measured by the
 * platform, which opens a model once and has variants written until one passes, or none can. Thread-safe.
 */
@ConsumerType
public interface Quantizer {
    /**
     * Names the schemes that this quantizer knows, for models of one format.
     *
     * @param format file format ({@code onnx})
     * @return mostly names of {@link Schemes}, best known first; empty if the format is not known
     */
    List<String> schemes(String format);

    /**
     * Opens a model: reads it, prepares it and finds its layers. Blocks, from milliseconds to minutes.
     *
     * @param request what is to be quantized, for what, and with which samples
     * @return to be closed by the caller
     * @throws QuantizationRefusedException if the model cannot be quantized, or the samples do not fit it
     * @throws IOException if reading fails
     */
    Quantization open(QuantizationRequest request) throws IOException;
}

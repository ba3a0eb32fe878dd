// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.quantizer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A model that is open for quantizing. What is costly and the same for each variant (the ranges of activations) is found
 * out once, at the first variant that asks for it. Not thread-safe.
 */
@ConsumerType
public interface Quantization extends AutoCloseable {
    /**
     * Returns the layers that can be quantized, in the order of their work.
     *
     * @return immutable; empty if there is nothing to be won
     */
    List<QuantizableLayer> layers();

    /**
     * Writes a variant. Blocks, up to minutes. The same arguments give the same file, byte for byte.
     *
     * @param schemes by the name of a layer; a layer that is not named stays as it is
     * @param ranges how the ranges of activations are found, for schemes that need them
     * @param file to write, which must not exist; nothing is left there after a failure
     * @return what was done with each layer
     * @throws QuantizationRefusedException if a scheme needs samples and there are none, or the samples do not fit
     * @throws IllegalArgumentException if a layer or a scheme is unknown
     * @throws IOException if reading or writing fails, on a full disk for instance
     */
    QuantizedModel write(Map<String, String> schemes, RangeMethod ranges, Path file) throws IOException;

    /** Lets go of what it holds. Calls after the first do nothing. */
    @Override
    void close();
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.quantizer;

import dev.tenon.api.model.InstalledModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Makes smaller variants of a model. Thread-safe. */
@ConsumerType
public interface Quantizer {
    /**
     * Names the schemes that this quantizer knows, for models of one format.
     *
     * @param format file format ({@code onnx})
     * @return schemes such as {@code w8a8}; empty if the format is not known
     */
    List<String> schemes(String format);

    /**
     * Writes a variant. Blocks, up to minutes.
     *
     * @param model the original
     * @param scheme one of {@link #schemes(String)}
     * @param target file to write, which must not exist; nothing is left there after a failure
     * @throws IOException if reading or writing fails
     * @throws IllegalArgumentException if the scheme is unknown
     */
    void quantize(InstalledModel model, String scheme, Path target) throws IOException;
}

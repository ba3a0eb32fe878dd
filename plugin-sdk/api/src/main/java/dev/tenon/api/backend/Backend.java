// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.backend;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/** Runs models of the formats it names. Thread-safe. */
@ConsumerType
public interface Backend {
    /**
     * Says what this backend runs. Must return at once and always the same.
     *
     * @return the descriptor
     */
    BackendDescriptor descriptor();

    /**
     * Loads a model. Blocks, from milliseconds to minutes. A file that cannot be run leaves nothing behind.
     *
     * @param model the model's file, opened by path so that weights can be mapped
     * @param options how to run it
     * @return a session, open, to be closed by the caller
     * @throws BackendException if the file is no model of this backend's formats, needs what it does not have, or there
     *     is not enough memory
     */
    ModelSession open(Path model, SessionOptions options) throws BackendException;
}

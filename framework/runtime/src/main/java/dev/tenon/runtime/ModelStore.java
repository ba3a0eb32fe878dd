// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.api.platform.Models;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps models in {@code <home>/models/}, each verified, and knows the model catalogue. Adds to {@link Models} what
 * plugins may not do. Registered as both. Thread-safe.
 */
@ProviderType
public interface ModelStore extends Models {
    /**
     * An entry of the model catalogue.
     *
     * @param id as {@link #add} takes it
     * @param name for people
     * @param task what the model does
     * @param license SPDX expression or phrase
     * @param bytes size of the download
     * @param installed whether it is here
     */
    record Entry(String id, String name, String task, String license, long bytes, boolean installed) {}

    /**
     * Lists the model catalogue.
     *
     * @return sorted by id
     */
    List<Entry> catalogue();

    /**
     * Adds a model. Blocks until its bytes are here, verified and the model was loaded once.
     *
     * @param source a name of the catalogue, an {@code https:} address, or the path of a file; beside the file (or at
     *     the address with {@code .json} in place of {@code .onnx}) lies its descriptor, unless one is given
     * @param descriptor path of a descriptor, if it is not beside the model
     * @param bytes hears of the download: bytes so far, bytes in all (0 if unknown)
     * @return the model
     * @throws ModelRefusedException if the source is unknown, its bytes are not those promised, or no backend runs it;
     *     nothing is left behind but what a later call can resume
     */
    InstalledModel add(String source, Optional<String> descriptor, BiConsumer<Long, Long> bytes);

    /**
     * Removes a model and its files.
     *
     * @param id its id
     * @throws ModelRefusedException if it is not installed
     */
    void remove(String id);
}

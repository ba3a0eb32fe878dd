// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The descriptor beside a model's file: under one name where it was added, another where its bundle brought it. */
final class DescriptorFile {
    private DescriptorFile() {}

    /**
     * Reads it.
     *
     * @param model as it was added or as its bundle brought it, no variant that was kept for it
     * @throws IOException if it is not there or cannot be read
     */
    static ModelJson of(InstalledModel model) throws IOException {
        for (String name : List.of(Shelf.DESCRIPTOR, ModelCache.DESCRIPTOR)) {
            Path file = model.file().resolveSibling(name);
            if (Files.isRegularFile(file)) {
                return ModelJson.parse(file.toString(), Files.readAllBytes(file));
            }
        }
        throw new IOException("there is no descriptor beside " + model.file());
    }
}

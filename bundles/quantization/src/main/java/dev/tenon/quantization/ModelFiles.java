// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model's file, and the one beside it that holds its weights where it is too large for one. Stateless. */
final class ModelFiles {
    private ModelFiles() {}

    private static Path data(Path model) {
        return model.resolveSibling(model.getFileName() + ".data");
    }

    /** Returns how many bytes they have together. */
    static long size(Path model) throws IOException {
        return Files.size(model) + (Files.exists(data(model)) ? Files.size(data(model)) : 0);
    }

    /** Deletes both, as far as they are there. */
    static void delete(Path model) throws IOException {
        Files.deleteIfExists(model);
        Files.deleteIfExists(data(model));
    }
}

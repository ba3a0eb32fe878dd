// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.model;

import java.nio.file.Path;

/**
 * A model whose bytes are here and verified.
 *
 * @param descriptor what is known of it
 * @param file the model's file, read only; other files of the model lie beside it
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param bytes size of the file
 */
public record InstalledModel(ModelDescriptor descriptor, Path file, String sha256, long bytes) {
    /**
     * Checks the digest's form.
     *
     * @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
     */
    public InstalledModel {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
    }
}

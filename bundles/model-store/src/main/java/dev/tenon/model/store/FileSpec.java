// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import java.net.URI;
import java.util.Optional;

/**
 * One file of a model.
 *
 * @param name in the model's folder, without a path
 * @param url where it can be fetched
 * @param sha256 what proves it, 64 lower-case hexadecimal digits
 * @param bytes its size, 0 if unknown
 */
record FileSpec(String name, Optional<URI> url, Optional<String> sha256, long bytes) {
    /** A file of which only the name is known. */
    static FileSpec named(String name) {
        return new FileSpec(name, Optional.empty(), Optional.empty(), 0);
    }
}

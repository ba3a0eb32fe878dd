// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.backend;

import java.util.List;

/**
 * What a backend says of itself.
 *
 * @param name short name for people and traces ({@code onnxruntime 1.29.0})
 * @param formats file formats it runs ({@code onnx}), lower case, at least one
 * @param deviceKinds kinds of device it runs on ({@code cpu}), best first, at least one
 */
public record BackendDescriptor(String name, List<String> formats, List<String> deviceKinds) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a list is empty
     */
    public BackendDescriptor {
        formats = List.copyOf(formats);
        deviceKinds = List.copyOf(deviceKinds);
        if (formats.isEmpty() || deviceKinds.isEmpty()) {
            throw new IllegalArgumentException("backend " + name + " names no format or no kind of device");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.backend;

/**
 * How to run a model.
 *
 * @param deviceKind kind of device to run on, one of the backend's ({@code cpu})
 */
public record SessionOptions(String deviceKind) {
    /**
     * Returns the options for the CPU.
     *
     * @return device kind {@code cpu}
     */
    public static SessionOptions cpu() {
        return new SessionOptions("cpu");
    }
}

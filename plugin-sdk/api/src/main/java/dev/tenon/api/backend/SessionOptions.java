// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.backend;

/**
 * How to run a model.
 *
 * @param deviceKind kind of device to run on, one of the backend's ({@code cpu})
 * @param threads how many threads of the CPU one run takes, at most; 0 leaves it to the backend. Who makes several runs at
 *     once gets more done with 1 thread for each. A backend that cannot choose disregards it
 */
public record SessionOptions(String deviceKind, int threads) {
    /**
     * Checks the threads.
     *
     * @throws IllegalArgumentException if there are fewer than 0
     */
    public SessionOptions {
        if (threads < 0) {
            throw new IllegalArgumentException("a run cannot take " + threads + " threads: 0 leaves it to the backend");
        }
    }

    /**
     * Leaves the number of threads to the backend.
     *
     * @param deviceKind kind of device to run on, one of the backend's
     */
    public SessionOptions(String deviceKind) {
        this(deviceKind, 0);
    }

    /**
     * Returns the options for the CPU.
     *
     * @return device kind {@code cpu}, and as many threads as the backend likes
     */
    public static SessionOptions cpu() {
        return new SessionOptions("cpu");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.backend;

/**
 * How to run a model.
 *
 * @param deviceKind kind of device to run on, one of the backend's ({@code cpu})
 * @param threads how many threads of the CPU one run takes, at most; 0 leaves it to the backend. One that calls {@link
 *     ModelSession#run} several times at once has more of a run that takes one thread, and a backend that cannot choose
 *     may disregard it
 */
public record SessionOptions(String deviceKind, int threads) {
    /** Checks that there are no fewer than 0 threads. */
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

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

/** How long something takes that others may interrupt, and that is compiled by and by. */
final class Quickest {
    private Quickest() {}

    /** What is timed. */
    interface Work<E extends Exception> {
        void run() throws E;
    }

    /** Does it some times, at least once; returns what the quickest took, in ms. */
    static <E extends Exception> double millis(int times, Work<E> work) throws E {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            work.run();
            quickest = Math.min(quickest, System.nanoTime() - begun);
        }
        return quickest / 1e6;
    }
}

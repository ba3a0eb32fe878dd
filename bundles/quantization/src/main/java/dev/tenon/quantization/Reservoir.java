// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import java.util.OptionalInt;
import java.util.function.LongUnaryOperator;

/**
 * Which of a stream of calls are kept, each with the same chance, however many there are: Algorithm R (Vitter, Random
 * Sampling with a Reservoir, ACM TOMS 11, 1985). It draws from a window of calls and begins anew after it: what is older
 * than that would hide a change. Thread-safe.
 */
final class Reservoir {
    /** How many times as many calls a window has as are kept. */
    static final int WINDOW = 8;

    private final int capacity;
    private final LongUnaryOperator random;
    private long seen;

    /**
     * Begins.
     *
     * @param capacity how many are kept
     * @param seen calls of a window that was begun before
     * @param random gives a number from 0 up to, but not including, its argument
     */
    Reservoir(int capacity, long seen, LongUnaryOperator random) {
        this.capacity = capacity;
        this.seen = seen;
        this.random = random;
    }

    /**
     * What becomes of a call.
     *
     * @param slot in which place it is kept, from 0 on; empty if it is not
     * @param isDue whether the reservoir is to be looked at after it: it holds a fair sample of all calls of the window, and
     *     these are as many as it holds, or twice as many as at the last look
     */
    record Fate(OptionalInt slot, boolean isDue) {}

    synchronized Fate offer() {
        if (seen >= (long) WINDOW * capacity) {
            seen = 0;
        }
        seen++;
        boolean isDue = seen >= capacity && seen % capacity == 0 && Long.bitCount(seen / capacity) == 1;
        if (seen <= capacity) {
            return new Fate(OptionalInt.of((int) seen - 1), isDue);
        }
        long place = random.applyAsLong(seen);
        return new Fate(place < capacity ? OptionalInt.of((int) place) : OptionalInt.empty(), isDue);
    }

    /** Begins a new window. */
    synchronized void restart() {
        seen = 0;
    }

    int capacity() {
        return capacity;
    }

    /** Returns how many calls of this window there were. */
    synchronized long seen() {
        return seen;
    }
}

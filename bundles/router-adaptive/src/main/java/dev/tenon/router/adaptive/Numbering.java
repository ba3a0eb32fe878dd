// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.io.IOException;

/**
 * Finds the place of a hash among others. Hashes are spread evenly, so that their first bits say nearly where one
 * stands: there are one to two buckets for each hash, at most 2<sup>24</sup>. Immutable.
 */
final class Numbering {
    private static final int MOST_BITS = 24;

    private final long[] hashes;
    private final int shift;
    private final int[] starts;

    /**
     * Numbers hashes from 0 on.
     *
     * @param hashes ascending, each once; not copied
     * @throws IllegalArgumentException if they are not ascending
     */
    Numbering(long[] hashes) {
        this.hashes = hashes;
        starts = new int[buckets(hashes.length) + 1];
        shift = shift(starts);
        int bucket = 0;
        for (int number = 0; number < hashes.length; number++) {
            if (number > 0 && hashes[number] <= hashes[number - 1]) {
                throw new IllegalArgumentException("the hashes are not ascending at " + number);
            }
            int target = bucket(hashes[number]);
            while (bucket < target) {
                starts[++bucket] = number;
            }
        }
        while (++bucket < starts.length) {
            starts[bucket] = hashes.length;
        }
    }

    private Numbering(long[] hashes, int[] starts) {
        this.hashes = hashes;
        this.starts = starts;
        shift = shift(starts);
    }

    /** The buckets are a power of two, and the first bits of a hash tell its own. */
    private static int shift(int[] starts) {
        return Long.numberOfLeadingZeros(starts.length - 1L) + 1;
    }

    /** Reads what {@link #write} wrote. */
    static Numbering read(ArraysIn in) throws IOException {
        long[] hashes = in.longs();
        int[] starts = in.ints();
        if (starts.length != buckets(hashes.length) + 1) {
            throw new IOException("these are no buckets of " + hashes.length + " hashes");
        }
        return new Numbering(hashes, starts);
    }

    private static int buckets(int hashes) {
        return 1 << Math.min(MOST_BITS, Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(hashes)));
    }

    void write(ArraysOut out) {
        out.longs(hashes);
        out.ints(starts);
    }

    /** Negative hashes come first. */
    private int bucket(long hash) {
        return (int) ((hash ^ Long.MIN_VALUE) >>> shift);
    }

    int size() {
        return hashes.length;
    }

    long hash(int number) {
        return hashes[number];
    }

    /** The number of a hash, -1 if it is not among them. */
    int of(long hash) {
        int bucket = bucket(hash);
        for (int number = starts[bucket]; number < starts[bucket + 1]; number++) {
            if (hashes[number] == hash) {
                return number;
            }
        }
        return -1;
    }
}

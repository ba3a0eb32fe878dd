// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import java.util.Arrays;

/**
 * Collects the pieces of a text, by their hashes: a router holds some hundred thousand of them, and those of a
 * longer piece go on from those of a shorter one. Two pieces of the same hash count as one; among a hundred thousand that
 * is one chance in 10<sup>9</sup>.
 */
final class Pieces {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long MIX = 0xd6e8feb86659fd93L;

    private long[] hashes;
    private int size;

    /**
     * Makes room.
     *
     * @param expected about how many there will be
     */
    Pieces(int expected) {
        hashes = new long[Math.max(1, expected)];
    }

    /** Adds one piece. */
    void add(String piece) {
        add(hash(piece));
    }

    /**
     * Adds those of several lengths that begin at one place.
     *
     * @param text reaches as far as the longest
     * @param shortest in UTF-16 code units
     * @param longest the same
     */
    void add(String text, int from, int shortest, int longest) {
        long hash = OFFSET;
        for (int length = 1; length <= longest; length++) {
            hash = with(hash, text.charAt(from + length - 1));
            if (length >= shortest) {
                add(mixed(hash));
            }
        }
    }

    private void add(long hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        hashes[size++] = hash;
    }

    /** All of them, ascending, each as often as it was added. */
    long[] sorted() {
        long[] sorted = Arrays.copyOf(hashes, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** FNV-1a over the UTF-16 code units, 64 bits (Fowler, Noll and Vo; RFC 9923), and a last mix, for FNV spreads short texts badly. */
    static long hash(String piece) {
        long hash = OFFSET;
        for (int i = 0; i < piece.length(); i++) {
            hash = with(hash, piece.charAt(i));
        }
        return mixed(hash);
    }

    private static long with(long hash, char next) {
        return (hash ^ next) * PRIME;
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ hash >>> 32) * MIX;
        return mixed ^ mixed >>> 32;
    }
}

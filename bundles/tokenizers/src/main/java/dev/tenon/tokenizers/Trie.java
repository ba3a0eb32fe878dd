// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.util.Arrays;

/**
 * The words of a vocabulary by their characters: one table of steps from a node by a character to a node. A walk fails
 * at the first character that no word has there, so that finding words is linear in the text. Built once, then only read.
 */
final class Trie {
    static final int ROOT = 0;
    static final int NOWHERE = -1;

    private static final long FREE = -1;

    private long[] keys = new long[1 << 10];
    private int[] targets = new int[1 << 10];
    private int[] values = new int[1 << 9];
    private int nodes = 1;

    Trie() {
        Arrays.fill(keys, FREE);
        Arrays.fill(values, NOWHERE);
    }

    /** Adds a word; one that is there already gets the new value. */
    void put(String word, int value) {
        int node = ROOT;
        for (int i = 0; i < word.length(); i++) {
            node = enter(node, word.charAt(i));
        }
        values[node] = value;
    }

    private int enter(int node, char c) {
        int slot = slot(keys, key(node, c));
        if (keys[slot] != FREE) {
            return targets[slot];
        }
        keys[slot] = key(node, c);
        targets[slot] = nodes;
        if (nodes == values.length) {
            values = Arrays.copyOf(values, nodes * 2);
            Arrays.fill(values, nodes, nodes * 2, NOWHERE);
        }
        nodes++;
        if (nodes * 2 > keys.length) {
            grow();
        }
        return nodes - 1;
    }

    private void grow() {
        long[] wider = new long[keys.length * 2];
        int[] to = new int[wider.length];
        Arrays.fill(wider, FREE);
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != FREE) {
                int slot = slot(wider, keys[i]);
                wider[slot] = keys[i];
                to[slot] = targets[i];
            }
        }
        keys = wider;
        targets = to;
    }

    private static long key(int node, char c) {
        return (long) node << 16 | c;
    }

    private static int slot(long[] keys, long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & keys.length - 1;
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    /** Where a character leads, or {@link #NOWHERE}. */
    int step(int node, char c) {
        int slot = slot(keys, key(node, c));
        return keys[slot] == FREE ? NOWHERE : targets[slot];
    }

    /** Where a word leads, or {@link #NOWHERE}. */
    int walk(int from, String word) {
        int node = from;
        for (int i = 0; i < word.length() && node != NOWHERE; i++) {
            node = step(node, word.charAt(i));
        }
        return node;
    }

    /** The value of the word that ends here, or {@link #NOWHERE}. */
    int value(int node) {
        return node == NOWHERE ? NOWHERE : values[node];
    }

    /** The value of a word, or {@link #NOWHERE}. */
    int get(String word) {
        return value(walk(ROOT, word));
    }
}

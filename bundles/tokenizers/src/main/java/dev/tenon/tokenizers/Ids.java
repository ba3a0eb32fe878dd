// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.util.Arrays;

/** A growing list of token ids. */
final class Ids {
    private int[] ids = new int[64];
    private int size;

    void add(int id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        ids[size++] = id;
    }

    int size() {
        return size;
    }

    int[] range(int from, int to) {
        return Arrays.copyOfRange(ids, from, to);
    }
}

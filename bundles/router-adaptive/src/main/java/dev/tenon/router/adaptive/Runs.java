// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

/**
 * What stands in a sorted array, each value once.
 *
 * @param values ascending
 * @param lengths how often each stands there
 */
record Runs(long[] values, int[] lengths) {
    static Runs of(long[] sorted) {
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        long[] values = new long[distinct];
        int[] lengths = new int[distinct];
        int last = -1;
        for (long value : sorted) {
            if (last < 0 || value != values[last]) {
                values[++last] = value;
            }
            lengths[last]++;
        }
        return new Runs(values, lengths);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tokenizers;

import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Joins the symbols of one piece: the merge of the lowest rank first, of equal ones the leftmost. */
final class Merging {
    private static final int GONE = -1;

    private final int[] symbols;
    private final int[] before;
    private final int[] after;
    private final Map<Long, Long> merges;
    /** Rank and place of merges that were possible when they were entered. */
    private final PriorityQueue<Long> possible = new PriorityQueue<>();

    Merging(int[] symbols, Map<Long, Long> merges) {
        this.symbols = symbols;
        this.merges = merges;
        this.before = new int[symbols.length];
        this.after = new int[symbols.length];
        for (int i = 0; i < symbols.length; i++) {
            before[i] = i - 1;
            after[i] = i + 1;
        }
    }

    void run(Ids ids) {
        for (int i = 0; i < symbols.length; i++) {
            enter(i);
        }
        for (Long entry = possible.poll(); entry != null; entry = possible.poll()) {
            join(entry.intValue(), (int) (entry >> 32));
        }
        for (int symbol : symbols) {
            if (symbol != GONE) {
                ids.add(symbol);
            }
        }
    }

    private void enter(int at) {
        Long merge = merge(at);
        if (merge != null) {
            possible.add(merge >> 32 << 32 | at);
        }
    }

    private @Nullable Long merge(int at) {
        if (at < 0 || symbols[at] == GONE || after[at] >= symbols.length) {
            return null;
        }
        return merges.get((long) symbols[at] << 32 | symbols[after[at]]);
    }

    private void join(int at, int rank) {
        Long merge = merge(at);
        if (merge == null || (int) (merge >> 32) != rank) {
            return;
        }
        int right = after[at];
        symbols[at] = merge.intValue();
        symbols[right] = GONE;
        after[at] = after[right];
        if (after[at] < symbols.length) {
            before[after[at]] = at;
        }
        enter(before[at]);
        enter(at);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

final class ReservoirTest {
    private static LongUnaryOperator seeded(long seed) {
        Random random = new Random(seed);
        return bound -> random.nextLong() >>> 1 == Long.MAX_VALUE ? 0 : (random.nextLong() >>> 1) % bound;
    }

    /** 20 of 160 calls, 4,000 times: how often each is kept is as often as chance has it. */
    @Test
    void everyCallOfAWindowIsKeptWithTheSameChance() {
        int capacity = 20;
        int calls = Reservoir.WINDOW * capacity;
        int rounds = 4_000;
        LongUnaryOperator random = seeded(7);
        int[] kept = new int[calls];
        for (int round = 0; round < rounds; round++) {
            Reservoir reservoir = new Reservoir(capacity, 0, random);
            int[] slots = new int[capacity];
            for (int call = 0; call < calls; call++) {
                int now = call;
                reservoir.offer().slot().ifPresent(slot -> slots[slot] = now);
            }
            for (int call : slots) {
                kept[call]++;
            }
        }
        double expected = (double) rounds * capacity / calls;
        double chi = 0;
        for (int times : kept) {
            chi += Math.pow(times - expected, 2) / expected;
        }
        // Exceeded once in a thousand times; without replacement the variable is smaller still.
        assertThat(chi).isLessThan(Drift.chiSquared(calls - 1));
        assertThat(chi).as("nothing is as even as that by chance").isGreaterThan(calls / 2.0);
    }

    @Test
    void isDueWhenFullAndAtEachDoublingUntilItBeginsAnew() {
        Reservoir reservoir = new Reservoir(10, 0, seeded(1));
        List<Long> due = new ArrayList<>();
        List<Integer> slots = new ArrayList<>();
        for (int call = 0; call < 95; call++) {
            Reservoir.Fate fate = reservoir.offer();
            fate.slot().ifPresent(slots::add);
            if (fate.isDue()) {
                due.add(reservoir.seen());
            }
        }
        assertThat(due).containsExactly(10L, 20L, 40L, 80L, 10L);
        assertThat(slots).allMatch(slot -> slot >= 0 && slot < 10).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        reservoir.restart();
        assertThat(reservoir.offer().slot()).hasValue(0);
    }
}

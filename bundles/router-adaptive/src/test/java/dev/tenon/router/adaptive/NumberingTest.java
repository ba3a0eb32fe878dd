// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1_000, 4_096})
    void findsEachHashAndNoOther(int count) {
        long[] hashes = new Random(count).longs(count).sorted().toArray();
        Numbering numbering = new Numbering(hashes);
        assertThat(numbering.size()).isEqualTo(count);
        for (int number = 0; number < count; number++) {
            assertThat(numbering.of(hashes[number])).isEqualTo(number);
            assertThat(numbering.hash(number)).isEqualTo(hashes[number]);
            assertThat(numbering.of(hashes[number] + 1)).isEqualTo(-1);
        }
    }

    @Test
    void findsHashesThatAreNotSpreadAtAll() {
        Numbering numbering = new Numbering(new long[] {Long.MIN_VALUE, -2, -1, 0, 1, 2, Long.MAX_VALUE});
        assertThat(numbering.of(Long.MIN_VALUE)).isZero();
        assertThat(numbering.of(-1)).isEqualTo(2);
        assertThat(numbering.of(0)).isEqualTo(3);
        assertThat(numbering.of(Long.MAX_VALUE)).isEqualTo(6);
        assertThat(numbering.of(3)).isEqualTo(-1);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OutsideHeapTest {
    private static final String HEAP =
            " garbage-first heap   total 389120K, used 12085K [0x00000000e0000000, 0x0000000100000000)\n"
                    + "  region size 1024K, 10 young (10240K), 3 survivors (3072K)";
    private static final int TAKEN = 64 << 20;

    @Test
    void countsAllButWhatLiesInTheHeap() throws IOException {
        List<String> smaps = List.of(
                "5613cd356000-5613cd358000 r--p 00000000 fe:00 260131                     /usr/bin/java",
                "Size:                  8 kB",
                "Rss:                   4 kB",
                "e0000000-f0000000 rw-p 00000000 00:00 0 ",
                "Rss:              100000 kB",
                "f0000000-100000000 ---p 00000000 00:00 0 ",
                "Rss:                2000 kB",
                "100000000-100010000 rw-p 00000000 00:00 0 ",
                "Rss:                  30 kB",
                "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]",
                "Rss:                   0 kB");
        assertThat(OutsideHeap.beside(smaps, HEAP)).isEqualTo(34);
    }

    @Test
    void joinsTheSpacesOfACollectorThatHasSeveral() throws IOException {
        String spaces =
                " def new generation   total 9792K, used 2K [0x00000000e0000000, 0x00000000e0aa0000, 0x00000000eaaa0000)\n"
                        + " tenured generation   total 21888K, used 0K [0x00000000eaaa0000, 0x00000000ec000000,"
                        + " 0x0000000100000000)";
        List<String> smaps = List.of(
                "e0000000-e0aa0000 rw-p 00000000 00:00 0 ",
                "Rss:                 100 kB",
                "ec000000-100000000 rw-p 00000000 00:00 0 ",
                "Rss:                2000 kB",
                "100000000-100010000 rw-p 00000000 00:00 0 ",
                "Rss:                  30 kB");
        assertThat(OutsideHeap.beside(smaps, spaces)).isEqualTo(30);
    }

    @Test
    void saysWhereNoHeapIsTold() {
        assertThatThrownBy(() -> OutsideHeap.beside(List.of(), "Epsilon"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no addresses of a heap in: Epsilon");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void seesNativeMemory() throws Exception {
        long before = OutsideHeap.kilobytes();
        ByteBuffer taken = ByteBuffer.allocateDirect(TAKEN);
        assertThat(OutsideHeap.kilobytes() - before).isGreaterThan(TAKEN / 2 >> 10);
        Reference.reachabilityFence(taken);
    }
}

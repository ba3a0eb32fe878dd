// SPDX-License-Identifier: Apache-2.0
package dev.tenon.device.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.api.device.DeviceDescriptor;
import dev.tenon.api.device.DeviceLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuDeviceTest {
    private final CpuDevice device = new CpuDevice();

    @Test
    void describesWhatThisProcessMayUse() {
        DeviceDescriptor descriptor = device.descriptor();
        assertThat(descriptor.id()).isEqualTo("cpu0");
        assertThat(descriptor.kind()).isEqualTo("cpu");
        assertThat(descriptor.name()).isNotBlank();
        assertThat(descriptor.computeUnits()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(descriptor.memoryBytes()).isGreaterThan(256L << 20);
        assertThat(device.descriptor()).isSameAs(descriptor);
    }

    @Test
    void agreesWithLinuxAboutInstructionSets() throws IOException {
        Path cpuinfo = Path.of("/proc/cpuinfo");
        assumeTrue(Files.isReadable(cpuinfo), "no /proc/cpuinfo on this system");
        String text = Files.readString(cpuinfo);
        for (String set : List.of("avx2", "avx512_vnni", "amx_int8", "fma")) {
            assertThat(device.descriptor().instructionSets().contains(set))
                    .as(set)
                    .isEqualTo(text.matches("(?s).*\\b" + set + "\\b.*"));
        }
    }

    @Test
    void readsTheLoad() {
        DeviceLoad load = device.load();
        assertThat(load.busy()).isBetween(0.0, 1.0);
        assertThat(load.freeMemoryBytes())
                .isPositive()
                .isLessThanOrEqualTo(device.descriptor().memoryBytes());
    }

    @Test
    void countsEverythingButIdlingAndWaitingAsBusy() {
        // user, nice, system, idle, iowait, irq, softirq, steal
        long[] before = {10, 0, 10, 100, 20, 0, 0, 0};
        long[] after = {30, 0, 20, 160, 30, 0, 0, 0};
        assertThat(Processor.share(before, after)).isEqualTo(0.3);
        assertThat(Processor.share(after, after)).isZero();
    }

    @Test
    void picksInstructionSetsFromTheWordsOfX86AndArm() {
        assertThat(InstructionSets.of(List.of("flags\t\t: fpu vme sse4_2 avx avx2 avx512_vnni amx_tile amx_int8 avx2")))
                .containsExactly("sse4_2", "avx", "avx2", "avx512_vnni", "amx_tile", "amx_int8");
        assertThat(InstructionSets.of(List.of("Features : fp asimd asimdhp asimddp sve i8mm")))
                .containsExactly("neon", "fp16", "dotprod", "sve", "i8mm");
        assertThat(InstructionSets.of(List.of())).isEmpty();
    }
}

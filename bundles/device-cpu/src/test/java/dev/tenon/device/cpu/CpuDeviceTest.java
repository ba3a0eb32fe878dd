// SPDX-License-Identifier: Apache-2.0
package dev.tenon.device.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.api.device.DeviceDescriptor;
import dev.tenon.api.device.DeviceLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import oshi.util.FileUtil;

class CpuDeviceTest {
    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

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
        assumeTrue(Files.isReadable(CPUINFO), "no /proc/cpuinfo on this system");
        String text = Files.readString(CPUINFO);
        for (String set : List.of("avx2", "avx512_vnni", "amx_int8", "fma")) {
            assertThat(device.descriptor().instructionSets().contains(set))
                    .as(set)
                    .isEqualTo(text.matches("(?s).*\\b" + set + "\\b.*"));
        }
    }

    @Test
    void readsWhatOshiFindsWithMoreEffort() {
        assumeTrue(Files.isReadable(CPUINFO), "no /proc/cpuinfo on this system");
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "no x86");
        Optional<CpuIdentity> read = CpuIdentity.of(FileUtil.readFile(CPUINFO.toString()));
        assertThat(read).isPresent();
        CpuIdentity oshi = CpuIdentity.fromOshi();
        assertThat(read.get().name()).isEqualTo(oshi.name());
        assertThat(read.get().instructionSets()).isEqualTo(oshi.instructionSets());
        assertThat(read.get().facts().keySet()).isEqualTo(oshi.facts().keySet());
        assertThat(read.get().facts().get("vendor")).isEqualTo(oshi.facts().get("vendor"));
    }

    @Test
    void countsCoresAndThreadsOfAllSockets() {
        String threads = IntStream.range(0, 8)
                .mapToObj(i -> "processor\t: " + i
                        + "\nvendor_id\t: GenuineIntel\nmodel name\t: Some CPU: fast @ 2 GHz\n" + "physical id\t: "
                        + i % 2 + "\ncore id\t\t: " + i / 4 + "\nflags\t\t: fpu avx2\npower management:\n")
                .collect(Collectors.joining("\n"));
        CpuIdentity cpu = CpuIdentity.of(threads.lines().toList()).orElseThrow();
        assertThat(cpu.name()).isEqualTo("Some CPU: fast @ 2 GHz");
        assertThat(cpu.instructionSets()).containsExactly("avx2");
        assertThat(cpu.facts())
                .containsOnly(
                        entry("vendor", "GenuineIntel"), entry("machineCores", "4"), entry("machineThreads", "8"));
    }

    @Test
    void takesThreadsForCoresWhereAVirtualMachineHidesThem() {
        CpuIdentity cpu = CpuIdentity.of(
                        List.of("processor : 0", "vendor_id : A", "model name : B", "flags : avx", "", "processor : 1"))
                .orElseThrow();
        assertThat(cpu.facts()).containsEntry("machineCores", "2").containsEntry("machineThreads", "2");
    }

    @Test
    void leavesWhatIsNoX86ToOshi() {
        assertThat(CpuIdentity.of(List.of())).isEmpty();
        assertThat(CpuIdentity.of(List.of("no colon"))).isEmpty();
        assertThat(CpuIdentity.of(List.of(
                        "processor\t: 0", "model name\t: Phytium,D2000/8", "Features\t: fp asimd evtstrm aes pmull")))
                .isEmpty();
        assertThat(CpuIdentity.of(List.of("processor : 0", "vendor_id : A", "model name :", "flags : avx")))
                .isEmpty();
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

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.device.cpu;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oshi.hardware.CentralProcessor;
import oshi.nativefree.SystemInfo;
import oshi.util.FileUtil;
import oshi.util.linux.ProcPath;

/**
 * What a CPU is called, and what it can do. Linux writes that into a file ({@code /proc/cpuinfo}, proc(5)), of which we read
 * what we show. oshi reads more, and to do so may run {@code lshw}, {@code dmidecode} and {@code cpuid}, while requests are
 * served, each time that a release looks: it is asked where the file is not one of an x86.
 *
 * @param name as its maker calls it; empty if unknown
 * @param instructionSets see {@link InstructionSets}
 * @param facts anything else worth showing
 */
record CpuIdentity(String name, List<String> instructionSets, Map<String, String> facts) {
    private static final String VENDOR = "vendor_id";
    private static final String MODEL = "model name";
    private static final String FLAGS = "flags";

    /** What is known where nothing can be read. */
    static CpuIdentity unknown(String architecture) {
        // Every 64-bit Arm CPU has it (Arm ARM, A1.5).
        return new CpuIdentity("", architecture.equals("aarch64") ? List.of("neon") : List.of(), Map.of());
    }

    /** Of this machine's CPU, under Linux. */
    static CpuIdentity ofThisMachine() {
        return of(FileUtil.readFile(ProcPath.CPUINFO)).orElseGet(CpuIdentity::fromOshi);
    }

    /**
     * Of an x86 CPU that Linux describes.
     *
     * @param lines {@code key : value}, a paragraph for each thread that the CPU can run at a time
     * @return empty if they do not tell its model, maker and flags: other processors have other lines
     */
    static Optional<CpuIdentity> of(List<String> lines) {
        Map<String, String> first = new HashMap<>();
        Set<String> cores = new HashSet<>();
        int threads = 0;
        String socket = "";
        for (String line : lines) {
            int colon = line.indexOf(':');
            String key = line.substring(0, Math.max(0, colon)).strip();
            String value = line.substring(colon + 1).strip();
            first.putIfAbsent(key, value);
            switch (key) {
                case "processor" -> threads++;
                case "physical id" -> socket = value;
                case "core id" -> cores.add(socket + " " + value);
                default -> {} // the same for each thread, or not shown
            }
        }
        String name = first.getOrDefault(MODEL, "");
        if (name.isEmpty() || !first.keySet().containsAll(Set.of(VENDOR, FLAGS))) {
            return Optional.empty();
        }
        return Optional.of(new CpuIdentity(
                name,
                InstructionSets.of(List.of(first.get(FLAGS))),
                facts(first.get(VENDOR), cores.isEmpty() ? threads : cores.size(), threads)));
    }

    /** Of this machine's CPU, as oshi sees it. */
    static CpuIdentity fromOshi() {
        CentralProcessor cpu = new SystemInfo().getHardware().getProcessor();
        CentralProcessor.ProcessorIdentifier identifier = cpu.getProcessorIdentifier();
        return new CpuIdentity(
                identifier.getName().strip(),
                InstructionSets.of(cpu.getFeatureFlags()),
                facts(identifier.getVendor(), cpu.getPhysicalProcessorCount(), cpu.getLogicalProcessorCount()));
    }

    private static Map<String, String> facts(String vendor, int cores, int threads) {
        return Map.of(
                "vendor", vendor, "machineCores", Integer.toString(cores), "machineThreads", Integer.toString(threads));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.device.cpu;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oshi.hardware.CentralProcessor;
import oshi.nativefree.SystemInfo;
import oshi.util.FileUtil;
import oshi.util.linux.ProcPath;

/**
 * What a CPU is called, and what it can do. Linux writes that into a file ({@code /proc/cpuinfo}, proc(5)), of which we read
 * what we show: oshi would also run {@code lshw}, {@code dmidecode} and {@code cpuid}, while requests are served, each
 * time that a release looks. Where the file names no model, as on Arm, oshi finds the name.
 *
 * @param name as its maker calls it; empty if unknown
 * @param instructionSets see {@link InstructionSets}
 * @param facts anything else worth showing
 */
record CpuIdentity(String name, List<String> instructionSets, Map<String, String> facts) {
    private static final String MODEL = "model name";

    /** What is known where nothing can be read. */
    static CpuIdentity unread(String architecture) {
        // Every 64-bit Arm CPU has it (Arm ARM, A1.5).
        return new CpuIdentity("", architecture.equals("aarch64") ? List.of("neon") : List.of(), Map.of());
    }

    /** Of the CPU that this process runs on, which runs Linux. */
    static CpuIdentity read() {
        List<String> lines = FileUtil.readFile(ProcPath.CPUINFO);
        return lines.stream().anyMatch(line -> line.startsWith(MODEL)) ? of(lines) : asked();
    }

    /**
     * Of a CPU that Linux describes.
     *
     * @param lines {@code key : value}, a paragraph for each thread that the CPU can run at a time
     */
    static CpuIdentity of(List<String> lines) {
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
        return new CpuIdentity(
                first.getOrDefault(MODEL, ""),
                InstructionSets.of(List.of(first.getOrDefault("flags", ""))),
                facts(first.getOrDefault("vendor_id", ""), cores.isEmpty() ? threads : cores.size(), threads));
    }

    /** As oshi sees it. */
    static CpuIdentity asked() {
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

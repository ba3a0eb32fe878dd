// SPDX-License-Identifier: Apache-2.0
package dev.tenon.device.cpu;

import com.sun.management.OperatingSystemMXBean;
import dev.tenon.api.device.DeviceDescriptor;
import dev.tenon.api.device.DeviceLoad;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.nativefree.SystemInfo;

/**
 * What oshi and the JVM know of the CPU. oshi's part without native code is used: it reads Linux's files, and knows
 * nothing of other systems, where the JVM alone answers. Thread-safe.
 */
final class Processor {
    /** Two readings closer than this tell nothing. */
    private static final long APART_NANOS = 200_000_000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final @Nullable CentralProcessor processor;
    private final @Nullable GlobalMemory memory;
    private long[] ticks;
    private long readAt;
    private double busy;

    Processor() {
        if (System.getProperty("os.name", "").equals("Linux")) {
            var hardware = new SystemInfo().getHardware();
            processor = hardware.getProcessor();
            memory = hardware.getMemory();
        } else {
            processor = null;
            memory = null;
        }
        // The first answer is the mean since the machine's start.
        ticks = new long[CentralProcessor.TickType.values().length];
        readAt = System.nanoTime() - APART_NANOS;
    }

    DeviceDescriptor descriptor(String id, String kind) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("architecture", System.getProperty("os.arch", "unknown"));
        String name = System.getProperty("os.arch", "") + " CPU";
        List<String> features = List.of();
        CentralProcessor known = processor;
        if (known != null) {
            String brand = known.getProcessorIdentifier().getName().strip();
            name = brand.isEmpty() ? name : brand;
            features = InstructionSets.of(known.getFeatureFlags());
            facts.put("vendor", known.getProcessorIdentifier().getVendor());
            facts.put("machineCores", Integer.toString(known.getPhysicalProcessorCount()));
            facts.put("machineThreads", Integer.toString(known.getLogicalProcessorCount()));
        } else if (System.getProperty("os.arch", "").equals("aarch64")) {
            // Every 64-bit Arm CPU has it (Arm ARM, A1.5).
            features = List.of("neon");
        }
        return new DeviceDescriptor(
                id, kind, name, Runtime.getRuntime().availableProcessors(), memoryBytes(), features, facts);
    }

    /** The machine's memory, or the container's limit where that is less: the JVM knows it. */
    private long memoryBytes() {
        GlobalMemory known = memory;
        long limit = Math.max(1, system.getTotalMemorySize());
        return known == null ? limit : Math.min(limit, known.getTotal());
    }

    synchronized DeviceLoad load() {
        GlobalMemory known = memory;
        // Linux keeps files in free memory and gives it back: what is available, not what is free.
        long free = known == null
                ? system.getFreeMemorySize()
                : Math.min(known.getAvailable(), Math.max(0, system.getTotalMemorySize()));
        return new DeviceLoad(busy(), free);
    }

    private double busy() {
        CentralProcessor known = processor;
        if (known == null) {
            return between0And1(system.getCpuLoad());
        }
        long now = System.nanoTime();
        if (now - readAt >= APART_NANOS) {
            long[] before = ticks;
            ticks = known.getSystemCpuLoadTicks();
            readAt = now;
            busy = between0And1(share(before, ticks));
        }
        return busy;
    }

    /** Everything but idling and waiting for a disk. */
    static double share(long[] before, long[] after) {
        long total = 0;
        for (int i = 0; i < after.length; i++) {
            total += after[i] - before[i];
        }
        int idle = CentralProcessor.TickType.IDLE.getIndex();
        int wait = CentralProcessor.TickType.IOWAIT.getIndex();
        long rest = after[idle] - before[idle] + after[wait] - before[wait];
        return total <= 0 ? 0 : (double) (total - rest) / total;
    }

    private static double between0And1(double value) {
        return value >= 0 ? Math.min(1, value) : 0;
    }
}

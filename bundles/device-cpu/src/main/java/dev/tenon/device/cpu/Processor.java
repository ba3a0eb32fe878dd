// SPDX-License-Identifier: Apache-2.0
package dev.tenon.device.cpu;

import com.sun.management.OperatingSystemMXBean;
import dev.tenon.api.device.DeviceDescriptor;
import dev.tenon.api.device.DeviceLoad;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.nativefree.SystemInfo;
import oshi.util.driver.linux.proc.CpuStat;

/**
 * What the machine tells of its CPU: on Linux what oshi's part without native code finds; on other systems, which that
 * part does not know, the JVM alone. Thread-safe.
 */
final class Processor {
    /** Two readings closer than this tell nothing. */
    private static final long APART_NANOS = 200_000_000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final boolean linux = System.getProperty("os.name", "").equals("Linux");
    private final @Nullable GlobalMemory memory =
            linux ? new SystemInfo().getHardware().getMemory() : null;
    private long[] ticks = new long[CentralProcessor.TickType.values().length];
    private long readAt = System.nanoTime() - APART_NANOS; // the first answer is the mean since the machine's start
    private double busy;

    DeviceDescriptor descriptor(String id, String kind) {
        String architecture = System.getProperty("os.arch", "unknown");
        CpuIdentity cpu = linux ? CpuIdentity.ofThisMachine() : CpuIdentity.unknown(architecture);
        Map<String, String> facts = new HashMap<>(cpu.facts());
        facts.put("architecture", architecture);
        return new DeviceDescriptor(
                id,
                kind,
                cpu.name().isEmpty() ? architecture + " CPU" : cpu.name(),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes(),
                cpu.instructionSets(),
                facts);
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
        if (!linux) {
            return between0And1(system.getCpuLoad());
        }
        long now = System.nanoTime();
        if (now - readAt >= APART_NANOS) {
            long[] read = CpuStat.getSystemCpuLoadTicks(); // oshi's processor, which adds nothing, runs programs
            if (Arrays.stream(read).sum() > 0) { // could be read
                busy = between0And1(share(ticks, read));
                ticks = read;
                readAt = now;
            }
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

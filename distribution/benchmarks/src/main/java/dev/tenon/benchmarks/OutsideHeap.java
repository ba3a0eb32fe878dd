// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Resident memory of this JVM without its heap, on Linux: how much of the heap has been touched yet says when collections
 * come, not what is in use.
 */
final class OutsideHeap {
    private static final int READINGS = 8;
    private static final long READING_MILLIS = 200;
    private static final int HEX = 16;

    /**
     * As {@code jcmd GC.heap_info} tells it: {@code [0x00000000e0000000, 0x0000000100000000)}. Collectors that have several
     * spaces tell three addresses of each; the first and the last are its bounds.
     */
    private static final Pattern SPACE = Pattern.compile("\\[0x([0-9a-f]+),.* 0x([0-9a-f]+)\\)");

    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ .*");
    private static final Pattern RESIDENT = Pattern.compile("Rss:\\s+(\\d+) kB");

    private OutsideHeap() {}

    /**
     * The least of several readings within 1.6 s: a compilation that is under way holds tens of MB for a moment. What glibc
     * keeps of freed memory is given back before each.
     *
     * @throws IOException if the JVM does not tell where its heap is, or Linux what is resident
     */
    static long kilobytes() throws IOException, InterruptedException {
        String heap;
        try {
            heap = diagnose("gcHeapInfo");
        } catch (JMException e) {
            throw new IOException("the JVM does not tell where its heap is", e);
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < READINGS; i++) {
            TimeUnit.MILLISECONDS.sleep(READING_MILLIS);
            trimNativeHeap();
            least = Math.min(least, beside(Files.readAllLines(Path.of("/proc/self/smaps")), heap));
        }
        return least;
    }

    /**
     * Adds up what is resident beside the heap.
     *
     * @param smaps lines of {@code /proc/self/smaps}
     * @param heapInfo what {@code jcmd GC.heap_info} says
     * @throws IOException if that tells no addresses
     */
    static long beside(List<String> smaps, String heapInfo) throws IOException {
        long from = Long.MAX_VALUE;
        long to = 0;
        for (Matcher space = SPACE.matcher(heapInfo); space.find(); ) {
            from = Math.min(from, Long.parseLong(space.group(1), HEX));
            to = Math.max(to, Long.parseLong(space.group(2), HEX));
        }
        if (from > to) {
            throw new IOException("no addresses of a heap in: " + heapInfo);
        }
        long sum = 0;
        boolean inHeap = false;
        for (String line : smaps) {
            Matcher mapping = MAPPING.matcher(line);
            if (mapping.matches()) {
                long start = Long.parseUnsignedLong(mapping.group(1), HEX);
                inHeap = start >= from && start < to;
                continue;
            }
            Matcher resident = RESIDENT.matcher(line);
            if (!inHeap && resident.matches()) {
                sum += Long.parseLong(resident.group(1));
            }
        }
        return sum;
    }

    /** What glibc keeps of freed memory for later, most of it the compilers', is no growth; a JVM before 17.0.9 cannot tell. */
    private static void trimNativeHeap() {
        try {
            diagnose("systemTrimNativeHeap");
        } catch (JMException e) {
            System.err.println("resident memory holds freed memory too: " + e.getMessage());
        }
    }

    private static String diagnose(String operation) throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        operation,
                        new Object[0],
                        new String[0]);
    }
}

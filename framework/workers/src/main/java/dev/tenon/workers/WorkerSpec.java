// SPDX-License-Identifier: Apache-2.0
package dev.tenon.workers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How to start a worker.
 *
 * @param name for logs and threads, a few words
 * @param handler binary name of the {@link WorkerHandler} in the worker's class path
 * @param classPath the worker's class path, as {@code java -cp} takes it
 * @param options further options of the JVM
 * @param maxHeapMebibytes the largest Java heap, 16 or more
 * @param run folder for the socket, readable by the operator alone; made if it is not there
 * @param log folder for what the JVM leaves when native code crashes it; made if it is not there
 * @param startLimit how long it may take to report
 * @param beatLimit how long it may be silent
 */
public record WorkerSpec(
        String name,
        String handler,
        String classPath,
        List<String> options,
        int maxHeapMebibytes,
        Path run,
        Path log,
        Duration startLimit,
        Duration beatLimit) {
    /** The smallest heap with which a JVM does anything useful. */
    public static final int MIN_HEAP_MEBIBYTES = 16;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the heap is too small or a limit is not positive
     */
    public WorkerSpec {
        options = List.copyOf(options);
        if (maxHeapMebibytes < MIN_HEAP_MEBIBYTES) {
            throw new IllegalArgumentException(
                    "a worker's heap is at least " + MIN_HEAP_MEBIBYTES + " MB, not " + maxHeapMebibytes);
        }
        if (startLimit.isNegative() || startLimit.isZero() || beatLimit.toMillis() < 3) {
            throw new IllegalArgumentException("a worker's limits are positive: " + startLimit + ", " + beatLimit);
        }
    }
}

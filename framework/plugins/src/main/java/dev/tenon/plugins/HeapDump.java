// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.tenon.admin.AdminException;
import dev.tenon.admin.AdminException.Reason;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * All living objects of this JVM in a file that its owner alone can read: it holds whatever was in memory, secrets too.
 * Gone once closed; what a crash left is removed by the next one.
 */
final class HeapDump implements AutoCloseable {
    private static final int MEBI = 20;

    /** A dump names objects in 8 bytes that take 4 in memory, so it can become twice the heap. */
    private static final int GROWTH = 2;

    private static final long SPARE_BYTES = 64L << MEBI;

    private final Path file;

    private HeapDump(Path file) {
        this.file = file;
    }

    /**
     * Writes a dump; the JVM stands still meanwhile.
     *
     * @param folder to write to; made, for its owner alone, if it is not there
     * @throws AdminException if there is not enough space, or this JVM cannot do it
     * @throws IOException if it cannot be written
     */
    static HeapDump write(Path folder) throws IOException {
        return write(folder, GROWTH * usedBytes() + SPARE_BYTES);
    }

    static HeapDump write(Path folder, long neededBytes) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Path file = folder.resolve("heap.hprof");
        Files.deleteIfExists(file);
        long freeBytes = Files.getFileStore(folder).getUsableSpace();
        if (freeBytes < neededBytes) {
            throw new AdminException(
                    Reason.STORAGE,
                    "the heap cannot be looked at: that takes " + mebibytes(neededBytes) + " MB of disk in " + folder
                            + " for a moment, and " + mebibytes(freeBytes) + " MB are free");
        }
        HeapDump dump = new HeapDump(file);
        boolean isWritten = false;
        try {
            // not by the server of beans, which would then be on this thread's stack, and all its beans with it
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
            isWritten = true;
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            throw new AdminException(
                    Reason.UNFIT,
                    "the heap cannot be looked at: this Java (" + System.getProperty("java.vm.name")
                            + ") writes no heap dump",
                    e);
        } finally {
            if (!isWritten) {
                dump.close();
            }
        }
        return dump;
    }

    private static long usedBytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long mebibytes(long bytes) {
        return (bytes >> MEBI) + 1;
    }

    Path file() {
        return file;
    }

    /** Returns its size in mebibytes, rounded up. */
    int mebibytes() throws IOException {
        return Math.toIntExact(mebibytes(Files.size(file)));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}

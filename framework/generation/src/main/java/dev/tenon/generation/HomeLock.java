// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sees to it that one host runs on a home. The lock is the operating system's, so it ends with the process however that
 * ends.
 */
public final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks a home.
     *
     * @param home an open home
     * @return the lock, to be closed last
     * @throws HomeException if another process holds it
     * @throws IOException if the lock file cannot be opened
     */
    public static HomeLock take(Home home) throws IOException {
        Path file = home.run().resolve("host.lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                String holder = Files.readString(file).strip();
                throw new HomeException("another host" + (holder.isEmpty() ? "" : " (process " + holder + ")")
                        + " runs on the home " + home.root() + ": stop it first, or give another home with --home DIR");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new HomeLock(channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new HomeException(
                    "another host in this process runs on the home " + home.root()
                            + ": stop it first, or give another home with --home DIR",
                    e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

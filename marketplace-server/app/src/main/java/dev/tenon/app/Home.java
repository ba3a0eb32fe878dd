// SPDX-License-Identifier: Apache-2.0
package dev.tenon.app;

import dev.tenon.catalog.format.Json;
import dev.tenon.store.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** The folder that one marketplace has for itself. Closing it lets the next one in. */
final class Home implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private Home(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static Home open(Path root) throws StartException {
        try {
            Files.createDirectories(root.resolve("run"));
            Files.createDirectories(root.resolve("market"));
            Files.delete(Files.createTempFile(root.resolve("run"), "probe", ""));
            FileChannel channel = FileChannel.open(
                    root.resolve("market").resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new StartException("another marketplace runs on the home " + root
                        + ": stop it, or choose another home with --home");
            }
            return new Home(root, channel);
        } catch (IOException e) {
            throw new StartException(
                    "the home " + root + " cannot be written: mend its permissions, or choose another with --home", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path market() {
        return root.resolve("market");
    }

    /** Says where the marketplace is and how its keeper proves to be that. */
    void announce(String url, String keeperToken) throws IOException {
        String json = Json.write(Map.of(
                "url", url, "token", keeperToken, "pid", ProcessHandle.current().pid()));
        DurableFiles.writeSecret(announcement(), json.getBytes(StandardCharsets.UTF_8));
    }

    private Path announcement() {
        return root.resolve("run").resolve("market.json");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(announcement());
        lock.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a folder again soon after something in it has changed, and from time to time anyway, because not every file
 * system tells. One thread of its own.
 */
final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    /** Changes come in bursts: it is looked once they are over, or at the latest after a while. */
    private static final Duration QUIET = Duration.ofMillis(200);

    private static final Duration LONGEST_BURST = Duration.ofSeconds(2);

    /** Systems watch a limited number of folders. */
    private static final int MAX_WATCHED = 200;

    private final Supplier<Collection<Path>> look;
    private final Duration rescan;
    private final Optional<WatchService> service;
    private final Map<Path, WatchKey> watched = new HashMap<>();
    private final Thread thread;

    /**
     * Starts looking.
     *
     * @param folder says which file system
     * @param look looks once and returns the folders to watch
     * @param rescan between two looks where nothing tells of a change
     */
    FolderWatch(Path folder, Supplier<Collection<Path>> look, Duration rescan) {
        this.look = look;
        this.rescan = rescan;
        service = watchService(folder);
        thread = new Thread(this::run, "faq-folder");
        thread.setDaemon(true);
        thread.start();
    }

    private static Optional<WatchService> watchService(Path folder) {
        try {
            return Optional.of(folder.getFileSystem().newWatchService());
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("Changes of {} are found by looking from time to time only", folder, e);
            return Optional.empty();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean more = watch(look.get());
                while (more) {
                    // what changed in a folder between the look and the watch would go unseen
                    more = watch(look.get());
                }
                await();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            LOG.debug("Stopped watching", e);
        } catch (RuntimeException e) {
            LOG.error("The documents are not looked at any more: restart the plugin dev.tenon.skill.faq", e);
        }
    }

    /** Watches these folders and says whether any is new. */
    private boolean watch(Collection<Path> folders) {
        if (service.isEmpty()) {
            return false;
        }
        watched.entrySet().removeIf(entry -> {
            boolean gone = !entry.getValue().isValid() || !folders.contains(entry.getKey());
            if (gone) {
                entry.getValue().cancel();
            }
            return gone;
        });
        boolean more = false;
        for (Path folder : folders) {
            if (watched.size() < MAX_WATCHED && !watched.containsKey(folder)) {
                try {
                    watched.put(folder, folder.register(service.get(), KINDS));
                    more = true;
                } catch (IOException e) {
                    LOG.debug("{} is not watched: looked at from time to time only", folder, e);
                }
            }
        }
        return more;
    }

    private static final WatchEvent.Kind<?>[] KINDS = List.of(
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE)
            .toArray(new WatchEvent.Kind<?>[0]);

    private void await() throws InterruptedException {
        if (service.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(rescan.toMillis());
            return;
        }
        WatchKey key = service.get().poll(rescan.toMillis(), TimeUnit.MILLISECONDS);
        long end = System.nanoTime() + LONGEST_BURST.toNanos();
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = System.nanoTime() < end ? service.get().poll(QUIET.toMillis(), TimeUnit.MILLISECONDS) : null;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        service.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                LOG.warn("A watch of folders could not be closed", e);
            }
        });
    }
}

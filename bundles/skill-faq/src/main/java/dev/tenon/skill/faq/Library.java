// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The documents as they are now: read in the background, put in place whole. Thread-safe. */
final class Library implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Library.class);

    private final Path folder;
    private final DocumentFolder documents;
    private final Meaning meaning;
    private final AtomicReference<Optional<Shelf>> shelf = new AtomicReference<>(Optional.empty());
    private final CountDownLatch firstLook = new CountDownLatch(1);
    private final FolderWatch watch;
    private final long patientUntilNanos;

    /** Begins to read; whoever asks within the patience waits for the first look. */
    Library(Path folder, DocumentFolder documents, Meaning meaning, Duration rescan, Duration patience) {
        this.folder = folder;
        this.documents = documents;
        this.meaning = meaning;
        patientUntilNanos = System.nanoTime() + patience.toNanos();
        watch = new FolderWatch(folder, this::look, rescan);
    }

    private Collection<Path> look() {
        Shelf found = documents.look();
        if (shelf.get().filter(now -> now == found).isEmpty()) {
            shelf.set(Optional.of(found));
            meaning.passages(found.index().passages());
            found.problem()
                    .ifPresentOrElse(
                            problem -> LOG.warn("The folder {} cannot be read: {}", folder, problem),
                            () -> LOG.info(
                                    "{} documents with {} passages in {}, {} files skipped",
                                    found.documents(),
                                    found.index().passages().size(),
                                    folder,
                                    found.skipped().size()));
        } else {
            meaning.refresh();
        }
        firstLook.countDown();
        return List.copyOf(documents.directories());
    }

    /** What there is after the first look; empty if that takes longer than the patience, counted from the beginning. */
    Optional<Shelf> read() {
        try {
            long patience = Math.max(0, patientUntilNanos - System.nanoTime());
            if (!firstLook.await(patience, TimeUnit.NANOSECONDS) && patience > 0) {
                LOG.info("The documents in {} are being read; questions are answered once they are", folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return now();
    }

    /** What there is now; empty before the first look. */
    Optional<Shelf> now() {
        return shelf.get();
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        watch.close();
    }
}

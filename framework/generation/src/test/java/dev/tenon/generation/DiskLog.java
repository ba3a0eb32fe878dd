// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was done to a home, step by step, beginning with all its files safely on the disk. Records while it is open; one
 * at a time. What no start relies on (cache, log, run) is left out.
 */
public final class DiskLog implements AutoCloseable {
    /** One step: a file's content as it was then, or a generation that was acknowledged. */
    record Entry(DiskWatch.Step step, Path path, Path target, byte[] content, long acknowledged) {}

    private final Home home;
    private final Map<Path, byte[]> first = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    private DiskLog(Home home) {
        this.home = home;
    }

    /**
     * Begins to record.
     *
     * @param home whose files are copied as the state that is safe
     * @return the log
     * @throws IOException if a file cannot be read
     */
    public static DiskLog open(Home home) throws IOException {
        DiskLog log = new DiskLog(home);
        try (Stream<Path> files = Files.walk(home.root())) {
            for (Path file :
                    files.filter(Files::isRegularFile).filter(log::counts).toList()) {
                log.first.put(home.root().relativize(file), Files.readAllBytes(file));
            }
        }
        DurableFiles.watch(log::taken);
        return log;
    }

    private synchronized void taken(DiskWatch.Step step, Path path, Path target) {
        Path from = path.toAbsolutePath();
        if (!counts(from)) {
            return;
        }
        try {
            byte[] content = step == DiskWatch.Step.WROTE ? Files.readAllBytes(from) : new byte[0];
            entries.add(new Entry(step, relative(from), relative(target.toAbsolutePath()), content, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean counts(Path file) {
        return file.startsWith(home.root())
                && Stream.of(home.cache(), home.log(), home.run()).noneMatch(file::startsWith);
    }

    private Path relative(Path path) {
        return home.root().relativize(path);
    }

    /**
     * Notes that the operator was told: this generation runs.
     *
     * @param number of the generation
     */
    public synchronized void acknowledge(long number) {
        Path root = Path.of("");
        entries.add(new Entry(DiskWatch.Step.FOLDER_FORCED, root.resolve(".acknowledged"), root, new byte[0], number));
    }

    Map<Path, byte[]> first() {
        return first;
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Ends the recording. */
    @Override
    public void close() {
        DurableFiles.watch(DiskWatch.NONE);
    }
}

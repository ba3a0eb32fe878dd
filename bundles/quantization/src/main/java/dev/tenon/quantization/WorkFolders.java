// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder for each work, so that the same can go on; of those that were given up, the latest few are kept. Thread-safe.
 */
final class WorkFolders {
    private static final int MOST = 8;
    private static final int KEY = 16;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path cache;
    private final Set<Path> open = new HashSet<>();

    WorkFolders(Path cache) {
        this.cache = cache;
    }

    /**
     * Opens the folder of a work.
     *
     * @param job what is to be done
     * @param releases id and version of whoever else the measurements depend on
     * @return the folder, which stays until {@link #close} at least
     * @throws DataRefusedException if the job's data are links that lead back to themselves
     * @throws IOException if it cannot be made, or the job's data cannot be looked at
     */
    synchronized Path open(Job job, List<String> releases) throws IOException {
        Path work = cache.resolve(key(job, releases));
        Folders.own(cache);
        Folders.own(work);
        Files.setLastModifiedTime(work, FileTime.fromMillis(System.currentTimeMillis()));
        open.add(work);
        List<Path> others = new ArrayList<>();
        try (Stream<Path> folders = Files.list(cache)) {
            folders.filter(folder -> !open.contains(folder)).forEach(others::add);
        }
        others.sort(Comparator.comparing(Folders::modified).reversed());
        for (Path folder : others.subList(Math.min(MOST - 1, others.size()), others.size())) {
            Folders.delete(folder);
        }
        return work;
    }

    /** Says that a work has ended: from now on its folder may go. */
    synchronized void close(Path work) {
        open.remove(work);
    }

    /** What a measurement depends on; not how many there may be, so that more can be allowed. */
    private static String key(Job job, List<String> releases) throws IOException {
        List<Object> parts = List.of(
                job.model(),
                job.scheme(),
                job.device(),
                job.instructionSets(),
                job.quantizer(),
                job.strategy(),
                releases,
                Folders.state(job.evaluation()),
                Folders.state(job.calibration()),
                job.limits().calibrationItems(),
                job.limits().required());
        return job.sha256().substring(0, KEY) + "-"
                + Sha256.of(JSON.writeValueAsString(parts)).substring(0, KEY);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** Two sets of inputs for each real model: what calibrates and what judges. No item is in both. */
final class QuantSets {
    private final QuantSources sources;
    private final Path folder;

    /** Writes sets of the data in {@code data} to {@code folder}. */
    QuantSets(Path data, Path folder) {
        this.sources = new QuantSources(data);
        this.folder = folder;
    }

    /** Where a model's sets are. */
    record Pair(Path calibration, Path evaluation) {}

    /** Writes a model's sets, if they are not there. */
    Pair of(QuantModel model) throws Exception {
        Files.createDirectories(folder);
        return new Pair(
                written(model, folder.resolve(model.id() + "-calibration.npz"), model.calibration(), false),
                written(model, folder.resolve(model.id() + "-evaluation.npz"), model.evaluation(), true));
    }

    private Path written(QuantModel model, Path file, int items, boolean isEvaluation) throws Exception {
        if (!Files.exists(file)) {
            ItemSet set = new ItemSet(items);
            model.builder().fill(sources, set, isEvaluation);
            set.write(file);
        }
        return file;
    }
}

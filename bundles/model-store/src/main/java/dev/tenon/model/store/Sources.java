// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.backend.Backend;
import dev.tenon.runtime.ModelHub;
import dev.tenon.runtime.ModelStore.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All that models are added from. Thread-safe, save that one model is brought at a time. */
final class Sources {
    private final Downloads downloads;
    private final Optional<Mirror> mirror;
    private final Iterable<Backend> backends;
    private final List<ModelHub> hubs = new CopyOnWriteArrayList<>();
    private volatile @Nullable ModelCatalogue catalogue;

    Sources(Downloads downloads, Optional<Mirror> mirror, Iterable<Backend> backends) {
        this.downloads = downloads;
        this.mirror = mirror;
        this.backends = backends;
    }

    /** The hubs that are here; live, to be changed as they come and go. */
    List<ModelHub> hubs() {
        return hubs;
    }

    /** What the catalogue names, sorted by id. */
    List<Entry> entries(Predicate<String> isInstalled) {
        return catalogue().entries().stream()
                .map(entry -> new Entry(
                        entry.id(),
                        entry.name(),
                        entry.task(),
                        entry.license(),
                        entry.files().stream().mapToLong(FileSpec::bytes).sum(),
                        isInstalled.test(entry.id())))
                .toList();
    }

    /** The catalogue's entry of that name or that address. */
    Optional<ModelJson> entry(String source) {
        return catalogue().byId(source).or(() -> catalogue().byUrl(source));
    }

    /**
     * Brings a model's files into a folder. Blocks.
     *
     * @param entry of the catalogue, else empty
     * @param source as the operator wrote it
     * @param descriptor if the operator has one
     * @param folder empty, on the same volume as the downloads
     * @param bytes hears of bytes so far and bytes in all
     * @throws IOException if it cannot be written
     */
    Staging.Acquired acquire(
            Optional<ModelJson> entry,
            String source,
            Optional<Path> descriptor,
            Path folder,
            BiConsumer<Long, Long> bytes)
            throws IOException {
        Staging staging = new Staging(downloads, mirror, folder, bytes);
        Acquisition acquisition = new Acquisition(catalogue(), new Hubs(hubs), new Trial(backends), staging);
        return entry.isPresent() ? acquisition.fromCatalogue(entry.get()) : acquisition.from(source, descriptor);
    }

    /** The catalogue, read at its first use: a start needs none of it. */
    private ModelCatalogue catalogue() {
        ModelCatalogue current = catalogue;
        if (current == null) {
            current = ModelCatalogue.load();
            catalogue = current;
        }
        return current;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the samples were like that variants were calibrated with, by the SHA-256 of the variant's file; the latest of them.
 * Thread-safe.
 */
final class CalibrationPrints {
    private static final int MOST = 256;

    private final Path folder;

    CalibrationPrints(Path folder) {
        this.folder = folder;
    }

    private Path file(String variant) {
        return folder.resolve(variant + ".json");
    }

    /**
     * Takes one over.
     *
     * @param from the file, gone afterwards
     */
    synchronized void keep(String variant, Path from) throws IOException {
        Files.createDirectories(folder);
        Files.move(from, file(variant), StandardCopyOption.REPLACE_EXISTING);
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(all::add);
        }
        all.sort(Comparator.comparing(Folders::modified).reversed());
        for (Path old : all.subList(Math.min(MOST, all.size()), all.size())) {
            Files.delete(old);
        }
    }

    synchronized Optional<Fingerprint> find(String variant) throws IOException {
        return Files.exists(file(variant)) ? Optional.of(Fingerprint.read(file(variant))) : Optional.empty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder that stands in for the network. A file is found by its digest as {@code sha256/<digest>}, by a row of {@code
 * MANIFEST.tsv} (columns {@code file} and {@code sha256}), or by its name beside them; the digest is checked later, as
 * with a download.
 */
final class Mirror {
    private final Path folder;

    Mirror(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Finds a file.
     *
     * @param spec with its digest
     * @return where it lies
     * @throws ModelRefusedException if the mirror does not hold it; the network is not asked
     * @throws IOException if the mirror cannot be read
     */
    Path find(FileSpec spec) throws IOException {
        String sha256 = spec.sha256().orElseThrow();
        Optional<Path> found = Stream.of(
                        Optional.of(folder.resolve("sha256").resolve(sha256)),
                        manifest(sha256),
                        Optional.of(folder.resolve(spec.name())))
                .flatMap(Optional::stream)
                .filter(Files::isRegularFile)
                .findFirst();
        return found.orElseThrow(() -> new ModelRefusedException(
                Reason.UNREACHABLE,
                "the model mirror " + folder + " does not hold " + spec.name() + " (SHA-256 " + sha256
                        + "); unset TENON_MODEL_MIRROR to download it"));
    }

    private Optional<Path> manifest(String sha256) throws IOException {
        Path manifest = folder.resolve("MANIFEST.tsv");
        if (!Files.isRegularFile(manifest)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(manifest, StandardCharsets.UTF_8);
        List<String> header =
                lines.isEmpty() ? List.of() : Arrays.asList(lines.get(0).split("\t"));
        int file = header.indexOf("file");
        int digest = header.indexOf("sha256");
        if (file < 0 || digest < 0) {
            return Optional.empty();
        }
        return lines.stream()
                .map(line -> line.split("\t"))
                .filter(row -> row.length > Math.max(file, digest) && row[digest].equals(sha256))
                .map(row -> folder.resolve(row[file]).normalize())
                .filter(path -> path.startsWith(folder))
                .findFirst();
    }
}

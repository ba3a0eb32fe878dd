// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The folder that a model's files come into before it is kept.
 *
 * @param downloads fetches
 * @param mirror stands in for the network
 * @param folder empty at first, on the same volume as the downloads
 * @param progress hears of bytes so far and bytes in all
 */
record Staging(Downloads downloads, Optional<Mirror> mirror, Path folder, BiConsumer<Long, Long> progress) {
    /**
     * What lies in the folder.
     *
     * @param json its descriptor, fit for the schema
     * @param files each with digest and size, the model first
     * @param reference that means these files for ever, if there is such a one
     */
    record Acquired(ModelJson json, List<FileSpec> files, Optional<String> reference) {
        Acquired(ModelJson json, List<FileSpec> files) {
            this(json, files, Optional.empty());
        }
    }

    /**
     * Fetches files that are all at addresses.
     *
     * @param json the model's descriptor
     * @param specs its files, the model first
     * @throws ModelRefusedException if one cannot be fetched or is not what was promised
     * @throws IOException if one cannot be written
     */
    Acquired bring(ModelJson json, List<FileSpec> specs) throws IOException {
        long total = specs.stream().mapToLong(FileSpec::bytes).sum();
        List<FileSpec> files = new ArrayList<>();
        long before = 0;
        for (FileSpec spec : specs) {
            long offset = before;
            if (mirror.isPresent() && spec.sha256().isPresent()) {
                FileSpec copied = copy(mirror.get().find(spec), spec);
                progress.accept(offset + copied.bytes(), total);
                files.add(copied);
            } else {
                Path target = folder.resolve(spec.name());
                downloads.fetch(
                        spec.url().orElseThrow(),
                        spec,
                        target,
                        bytes -> progress.accept(offset + bytes, Math.max(total, offset + bytes)));
                LfsPointer.refuse(target);
                files.add(new FileSpec(spec.name(), spec.url(), Optional.of(Digest.of(target)), Files.size(target)));
            }
            before += files.get(files.size() - 1).bytes();
        }
        return new Acquired(json, files);
    }

    /** Copies a file of this machine, and proves it where its digest is known. */
    FileSpec copy(Path from, FileSpec spec) throws IOException {
        LfsPointer.refuse(from);
        Path target = folder.resolve(spec.name());
        Files.copy(from, target);
        String actual = Digest.of(target);
        if (spec.sha256().isPresent() && !spec.sha256().get().equals(actual)) {
            throw new ModelRefusedException(
                    Reason.UNTRUSTED,
                    from + " is not the file that was promised: SHA-256 "
                            + spec.sha256().get() + " was expected, it has " + actual);
        }
        return new FileSpec(spec.name(), spec.url(), Optional.of(actual), Files.size(target));
    }
}

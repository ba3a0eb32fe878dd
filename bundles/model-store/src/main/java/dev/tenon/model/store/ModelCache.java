// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of bundled models, where backends can open them: {@code <home>/cache/models/<sha256 of the descriptor>/}. The
 * descriptor states the digest of each file, so that its own stands for them all. Extracted once.
 */
final class ModelCache {
    private static final Logger LOG = LoggerFactory.getLogger(ModelCache.class);
    static final String DESCRIPTOR = "descriptor.json";
    private static final String STAGED = ".staged-";

    private final Path folder;

    ModelCache(Path folder) {
        this.folder = folder;
    }

    /** Where a model's files come from. */
    @FunctionalInterface
    interface Source {
        /** Opens the file of that name; {@code IOException} if there is none. */
        InputStream open(String name) throws IOException;
    }

    /**
     * Extracts a model's files, unless they are here.
     *
     * @param whence names the descriptor in messages
     * @param descriptor UTF-8
     * @param source of the files that it names
     * @return the model
     * @throws ModelRefusedException if the descriptor is not valid, or a file is not the one it states
     * @throws IOException if a file cannot be read or written
     */
    InstalledModel model(String whence, byte[] descriptor, Source source) throws IOException {
        ModelJson json = ModelJson.parse(whence, descriptor);
        Path target = folder.resolve(Digest.of(descriptor));
        if (!isWhole(json, target)) {
            new DescriptorSchema().check(whence, json.node());
            checkFiles(whence, json);
            extract(json, descriptor, source, target);
        }
        FileSpec main = json.files().get(0);
        Optional<LabelsFile> labels = json.labelsFile();
        return new InstalledModel(
                json.descriptor(labels.isPresent() ? labels.get().read(target) : List.of()),
                target.resolve(main.name()),
                main.sha256().orElseThrow(),
                Files.size(target.resolve(main.name())));
    }

    private static boolean isWhole(ModelJson json, Path target) throws IOException {
        if (!Files.isDirectory(target)) {
            return false;
        }
        for (FileSpec file : json.files()) {
            Path path = target.resolve(file.name());
            if (!Files.isRegularFile(path) || Files.size(path) != file.bytes()) {
                return false;
            }
        }
        return true;
    }

    private static void checkFiles(String whence, ModelJson json) {
        List<FileSpec> files = json.files();
        boolean proved = files.stream().allMatch(file -> file.sha256().isPresent() && file.bytes() > 0);
        boolean named = json.companions().stream()
                .allMatch(name -> files.stream().anyMatch(file -> file.name().equals(name)));
        String folder = whence.substring(0, whence.lastIndexOf('/'));
        if (files.isEmpty() || !proved || !named) {
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR,
                    "the descriptor " + whence + " is not valid: /files: each file of a model that a bundle brings"
                            + " along must be named with sha256 and bytes, the model first");
        }
        if (!folder.endsWith("/" + json.id())) {
            throw new ModelRefusedException(
                    Reason.BAD_DESCRIPTOR,
                    "the descriptor " + whence + " is not valid: /id: '" + json.id() + "' is not the folder's name");
        }
    }

    private void extract(ModelJson json, byte[] descriptor, Source source, Path target) throws IOException {
        Files.createDirectories(folder);
        Path staged = Files.createTempDirectory(folder, STAGED);
        try {
            for (FileSpec file : json.files()) {
                Path path = staged.resolve(file.name());
                try (InputStream in = source.open(file.name())) {
                    Files.copy(in, path);
                }
                verify(path, file);
                Disk.force(path, StandardOpenOption.WRITE);
            }
            Files.write(staged.resolve(DESCRIPTOR), descriptor);
            Disk.force(staged.resolve(DESCRIPTOR), StandardOpenOption.WRITE);
            Disk.force(staged, StandardOpenOption.READ);
            Disk.delete(target);
            Disk.appear(staged, target);
        } finally {
            Disk.delete(staged);
        }
    }

    private static void verify(Path path, FileSpec expected) throws IOException {
        String wanted = expected.sha256().orElseThrow();
        String actual = Digest.of(path);
        if (!actual.equals(wanted) || Files.size(path) != expected.bytes()) {
            throw new ModelRefusedException(
                    Reason.UNTRUSTED,
                    expected.name() + " is not the file that its descriptor states: SHA-256 " + wanted + ", "
                            + expected.bytes() + " bytes were expected, it has " + actual + ", " + Files.size(path)
                            + " bytes");
        }
    }

    /**
     * Deletes what was extracted of other versions of a model.
     *
     * @param id of the model
     * @param live names of folders that stay
     */
    void sweep(String id, Collection<String> live) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(".") && !live.contains(name) && id.equals(idOf(entry))) {
                    Disk.delete(entry);
                }
            }
        } catch (IOException | ModelRefusedException e) {
            LOG.warn("An old version of model {} stays in {}", id, folder, e);
        }
    }

    private static String idOf(Path entry) throws IOException {
        Path descriptor = entry.resolve(DESCRIPTOR);
        return Files.isRegularFile(descriptor)
                ? ModelJson.parse(descriptor.toString(), Files.readAllBytes(descriptor))
                        .id()
                : "";
    }

    /** Ends what a killed process had begun. */
    void recover() throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, STAGED + "*")) {
                for (Path entry : entries) {
                    Disk.delete(entry);
                }
            }
        }
    }
}

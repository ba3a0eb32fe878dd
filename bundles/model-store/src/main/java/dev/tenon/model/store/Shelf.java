// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelRefusedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code <home>/models}: one folder per model with its files and {@code model.json}; names that begin with a
 * dot are work in progress. A model appears and disappears by one rename.
 */
final class Shelf {
    static final String DESCRIPTOR = "model.json";
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    /** As in {@code ModelDescriptor}: nothing that leads out of the folder. */
    private static final String ID = "[a-z0-9][a-z0-9._-]{0,63}";

    private static final String STAGED = ".staged-";
    private static final String OLD = ".old-";

    private final Path folder;

    Shelf(Path folder) {
        this.folder = folder;
    }

    /** Where downloads that are not complete are kept. */
    Path downloads() {
        return folder.resolve(".downloads");
    }

    /** Makes the folder and ends what a killed process had begun. */
    void recover() throws IOException {
        Files.createDirectories(folder);
        for (Path path : list(".*")) {
            String name = path.getFileName().toString();
            if (name.startsWith(OLD)) {
                Path model = folder.resolve(name.substring(OLD.length()));
                if (Files.exists(model)) {
                    delete(path);
                } else {
                    Files.move(path, model, StandardCopyOption.ATOMIC_MOVE);
                }
            } else if (name.startsWith(STAGED)) {
                delete(path);
            }
        }
    }

    /** Reads every model that is whole; says which are not and leaves them. */
    List<StoredModel> models() throws IOException {
        List<StoredModel> models = new ArrayList<>();
        for (Path path : list("[!.]*")) {
            try {
                models.add(read(path));
            } catch (IOException | IllegalArgumentException | ModelRefusedException e) {
                LOG.warn(
                        "The model in {} is damaged and is not offered; remove it with 'tenon model remove {}'",
                        path,
                        path.getFileName(),
                        e);
            }
        }
        return models;
    }

    private List<Path> list(String glob) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(paths::add);
        }
        return paths;
    }

    private static StoredModel read(Path path) throws IOException {
        ModelJson json = ModelJson.parse(path + "/" + DESCRIPTOR, Files.readAllBytes(path.resolve(DESCRIPTOR)));
        List<FileSpec> files = json.files();
        if (!json.id().equals(path.getFileName().toString()) || files.isEmpty()) {
            throw new IOException(DESCRIPTOR + " does not describe the model of this folder");
        }
        for (FileSpec file : files) {
            if (Files.size(path.resolve(file.name())) != file.bytes()) {
                throw new IOException(file.name() + " does not have its " + file.bytes() + " bytes");
            }
        }
        Optional<LabelsFile> labels = json.labelsFile();
        FileSpec main = files.get(0);
        InstalledModel model = new InstalledModel(
                json.descriptor(labels.isPresent() ? labels.get().read(path) : List.of()),
                path.resolve(main.name()),
                main.sha256().orElse(""),
                main.bytes());
        return new StoredModel(model, json.added());
    }

    /** Makes an empty folder for a model that is being added. */
    Path stage() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempDirectory(folder, STAGED);
    }

    /**
     * Makes a staged folder the model of its id; what was there before is set aside until {@link #discardOld}.
     *
     * @return what is now there
     */
    StoredModel commit(Path staged, String id) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(staged)) {
            for (Path file : files) {
                force(file, StandardOpenOption.WRITE);
            }
        }
        force(staged, StandardOpenOption.READ);
        Path target = folder.resolve(id);
        setAside(id);
        Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        force(folder, StandardOpenOption.READ);
        return read(target);
    }

    /** Takes a model away; {@link #discardOld} deletes it. */
    void setAside(String id) throws IOException {
        Path target = folder.resolve(id);
        if (Files.exists(target)) {
            discardOld(id);
            Files.move(target, folder.resolve(OLD + id), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Deletes what was set aside. */
    void discardOld(String id) throws IOException {
        delete(folder.resolve(OLD + id));
    }

    /** Says whether there is a folder of that id, whole or damaged. */
    boolean has(String id) {
        return id.matches(ID) && Files.isDirectory(folder.resolve(id));
    }

    /** Makes a name durable or a file's content; folders cannot be opened on Windows, where a rename is durable. */
    static void force(Path path, StandardOpenOption how) throws IOException {
        if (Files.isDirectory(path) && path.getFileSystem().getSeparator().equals("\\")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    /** Deletes a folder with all that is in it; nothing if it is not there. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

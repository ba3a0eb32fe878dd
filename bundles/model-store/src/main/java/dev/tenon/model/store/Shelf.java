// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.api.model.InstalledModel;
import dev.tenon.runtime.ModelRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final AtomicFolders folders;

    Shelf(Path folder) {
        this.folders = new AtomicFolders(folder);
    }

    /** Where downloads that are not complete are kept. */
    Path downloads() {
        return folders.path(".downloads");
    }

    /** Makes the folder and ends what a killed process had begun. */
    void recover() throws IOException {
        folders.recover();
    }

    /** Reads every model that is whole; says which are not and leaves them. */
    List<StoredModel> models() throws IOException {
        List<StoredModel> models = new ArrayList<>();
        for (Path path : folders.list()) {
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
        return folders.stage();
    }

    /**
     * Makes a staged folder the model of its id; what was there before is set aside until {@link #discardOld}.
     *
     * @return what is now there
     */
    StoredModel commit(Path staged, String id) throws IOException {
        return read(folders.commit(staged, id));
    }

    /** Takes a model away; {@link #discardOld} deletes it. */
    void setAside(String id) throws IOException {
        folders.setAside(id);
    }

    /** Deletes what was set aside. */
    void discardOld(String id) throws IOException {
        folders.discardOld(id);
    }

    /** Says whether there is a folder of that id, whole or damaged. */
    boolean has(String id) {
        return id.matches(ID) && Files.isDirectory(folders.path(id));
    }
}

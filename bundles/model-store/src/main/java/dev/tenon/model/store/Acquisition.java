// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.model.store.Staging.Acquired;
import dev.tenon.runtime.ModelHub;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Brings the files of one model into a staged folder, from the catalogue, an address, a hub or the disk, and finds its
 * descriptor.
 */
final class Acquisition {
    private final ModelCatalogue catalogue;
    private final Hubs hubs;
    private final Trial trial;
    private final Staging staging;

    Acquisition(ModelCatalogue catalogue, Hubs hubs, Trial trial, Staging staging) {
        this.catalogue = catalogue;
        this.hubs = hubs;
        this.trial = trial;
        this.staging = staging;
    }

    Acquired fromCatalogue(ModelJson entry) throws IOException {
        return staging.bring(entry, entry.files());
    }

    /** From whatever the source is: an address, a hub's reference or a file that is there. */
    Acquired from(String source, Optional<Path> descriptor) throws IOException {
        Optional<Hubs.Asked> asked = hubs.of(source);
        if (asked.isPresent()) {
            return fromHub(asked.get().hub(), asked.get().reference(), descriptor);
        }
        if (source.matches("(?i)https?://.*")) {
            return fromUrl(Addresses.of(source), descriptor);
        }
        Path file = Path.of(source);
        if (Files.isRegularFile(file)) {
            return fromFile(file, descriptor);
        }
        if (Files.isDirectory(file)) {
            throw new ModelRefusedException(
                    Reason.UNKNOWN,
                    source + " is a folder; name the model's file, for instance " + file.resolve("model.onnx"));
        }
        List<String> near = catalogue.near(source);
        throw new ModelRefusedException(
                Reason.UNKNOWN,
                "the model catalogue has no '" + source + "' and there is no such file"
                        + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?")
                        + (near.isEmpty() ? "; 'tenon model list' shows the catalogue" : ""));
    }

    /** From a hub, which describes the model unless a descriptor is given. */
    private Acquired fromHub(ModelHub hub, String reference, Optional<Path> descriptor) throws IOException {
        HubFiles files = new HubFiles(staging);
        if (descriptor.isEmpty()) {
            ModelHub.Found found = hub.find(reference);
            ModelJson json = ModelJson.parse(reference, found.descriptor().getBytes(StandardCharsets.UTF_8));
            new DescriptorSchema().check(reference, json.node());
            return files.bring(json, found.listing());
        }
        ModelJson json = read(descriptor.get());
        List<String> companions = filesOf(json, FileSpec.named("")).stream()
                .skip(1)
                .map(FileSpec::name)
                .toList();
        return files.bring(json, hub.list(reference, companions));
    }

    /** From an address: the descriptor lies beside the model, unless one is given or the catalogue knows the model. */
    Acquired fromUrl(URI url, Optional<Path> descriptor) throws IOException {
        String path = url.getPath() == null ? "" : url.getPath();
        FileSpec model = new FileSpec(path.substring(path.lastIndexOf('/') + 1), Optional.of(url), Optional.empty(), 0);
        Optional<ModelJson> json = descriptor.isPresent() ? Optional.of(read(descriptor.get())) : remote(url);
        if (json.isPresent()) {
            List<FileSpec> files = new ArrayList<>();
            for (FileSpec file : filesOf(json.get(), model)) {
                URI beside = url.resolve(file.name().replace(" ", "%20"));
                URI from = files.isEmpty() ? url : file.url().orElse(beside);
                files.add(new FileSpec(file.name(), Optional.of(from), file.sha256(), file.bytes()));
            }
            return staging.bring(json.get(), files);
        }
        Path target = staging.folder().resolve(model.name());
        staging.downloads()
                .fetch(url, model, target, bytes -> staging.progress().accept(bytes, 0L));
        return known(target, url + " has no descriptor beside it (" + descriptorName(model.name()) + ")");
    }

    private Optional<ModelJson> remote(URI url) throws IOException {
        URI beside = URI.create(descriptorName(url.toString()));
        Path target = staging.folder().resolve(Shelf.DESCRIPTOR);
        try {
            staging.downloads().fetch(beside, FileSpec.named(Shelf.DESCRIPTOR), target, bytes -> {});
        } catch (ModelRefusedException e) {
            if (e.reason() == Reason.UNKNOWN) {
                return Optional.empty();
            }
            throw e;
        }
        ModelJson json = ModelJson.parse(beside.toString(), Files.readAllBytes(target));
        new DescriptorSchema().check(beside.toString(), json.node());
        return Optional.of(json);
    }

    /** From the disk: the descriptor lies beside the model, unless one is given or the catalogue knows the model. */
    Acquired fromFile(Path file, Optional<Path> descriptor) throws IOException {
        LfsPointer.refuse(file);
        String name = file.getFileName().toString();
        Path beside = file.resolveSibling(descriptorName(name));
        Optional<Path> found = descriptor.or(() -> Optional.of(beside).filter(Files::isRegularFile));
        if (found.isEmpty()) {
            Path target = staging.folder().resolve(name);
            Files.copy(file, target);
            return known(target, file + " has no descriptor beside it (" + beside.getFileName() + ")");
        }
        ModelJson json = read(found.get());
        List<FileSpec> files = new ArrayList<>();
        for (FileSpec spec : filesOf(json, FileSpec.named(name))) {
            Path from = files.isEmpty() ? file : file.resolveSibling(spec.name());
            if (!Files.isRegularFile(from)) {
                throw new ModelRefusedException(
                        Reason.UNKNOWN, "the descriptor names the file " + from + ", which is not there");
            }
            files.add(staging.copy(from, spec));
        }
        return new Acquired(json, files);
    }

    private ModelJson read(Path descriptor) throws IOException {
        if (!Files.isRegularFile(descriptor)) {
            throw new ModelRefusedException(Reason.BAD_DESCRIPTOR, "there is no descriptor " + descriptor);
        }
        ModelJson json = ModelJson.parse(descriptor.toString(), Files.readAllBytes(descriptor));
        new DescriptorSchema().check(descriptor.toString(), json.node());
        return json;
    }

    /** The catalogue's entry of a model that is already staged and that nothing describes. */
    private Acquired known(Path model, String otherwise) throws IOException {
        LfsPointer.refuse(model);
        Optional<ModelJson> found = catalogue.bySha256(Digest.of(model));
        if (found.isEmpty()) {
            // A descriptor would not help a model that nothing here can run: say that first.
            trial.load(model, ModelJson.ofFormat(extension(model)));
        }
        ModelJson entry = found.orElseThrow(() -> new ModelRefusedException(
                Reason.BAD_DESCRIPTOR,
                otherwise + ", and the catalogue does not know it; write one, at least"
                        + " {\"id\": \"my-model\", \"name\": \"My model\", \"task\": \"image-classification\","
                        + " \"format\": \"onnx\"}, or name one with --descriptor"));
        List<FileSpec> rest = entry.files().subList(1, entry.files().size());
        List<FileSpec> files = new ArrayList<>(staging.bring(entry, rest).files());
        FileSpec first = entry.files().get(0);
        Files.move(model, staging.folder().resolve(first.name()));
        files.add(0, first);
        return new Acquired(entry, files);
    }

    private static List<FileSpec> filesOf(ModelJson json, FileSpec model) {
        List<FileSpec> files = json.files();
        if (files.isEmpty()) {
            files = new ArrayList<>(List.of(model));
        }
        for (String companion : json.companions()) {
            if (files.stream().noneMatch(file -> file.name().equals(companion))) {
                files.add(FileSpec.named(companion));
            }
        }
        return files;
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** {@code model.onnx} becomes {@code model.json}. */
    private static String descriptorName(String model) {
        int dot = model.lastIndexOf('.');
        return (dot > model.lastIndexOf('/') ? model.substring(0, dot) : model) + ".json";
    }
}

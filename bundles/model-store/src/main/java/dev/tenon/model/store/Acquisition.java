// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Brings the files of one model into a staged folder, from the catalogue, an address or the disk, and finds its
 * descriptor.
 */
final class Acquisition {
    private final ModelCatalogue catalogue;
    private final Downloads downloads;
    private final Optional<Mirror> mirror;
    private final Trial trial;
    private final Path staged;
    private final BiConsumer<Long, Long> progress;

    Acquisition(
            ModelCatalogue catalogue,
            Downloads downloads,
            Optional<Mirror> mirror,
            Trial trial,
            Path staged,
            BiConsumer<Long, Long> progress) {
        this.catalogue = catalogue;
        this.downloads = downloads;
        this.mirror = mirror;
        this.trial = trial;
        this.staged = staged;
        this.progress = progress;
    }

    /**
     * What lies in the staged folder.
     *
     * @param json its descriptor, fit for the schema
     * @param files each with digest and size, the model first
     */
    record Acquired(ModelJson json, List<FileSpec> files) {}

    Acquired fromCatalogue(ModelJson entry) throws IOException {
        return bring(entry, entry.files());
    }

    /** From whatever the source is: an address or a file that is there. */
    Acquired from(String source, Optional<Path> descriptor) throws IOException {
        if (source.matches("(?i)https?://.*")) {
            return fromUrl(address(source), descriptor);
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
            return bring(json.get(), files);
        }
        Path target = staged.resolve(model.name());
        downloads.fetch(url, model, target, bytes -> progress.accept(bytes, 0L));
        return known(target, url + " has no descriptor beside it (" + descriptorName(model.name()) + ")");
    }

    /** Only what cannot be changed on its way: https, or http from this machine. */
    static URI address(String source) {
        URI url;
        try {
            url = URI.create(source);
        } catch (IllegalArgumentException e) {
            throw new ModelRefusedException(Reason.UNKNOWN, "'" + source + "' is not an address", e);
        }
        boolean here = List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(url.getHost()));
        if (!"https".equalsIgnoreCase(url.getScheme()) && !here) {
            throw new ModelRefusedException(
                    Reason.UNTRUSTED, source + " is not protected on its way; use its https address");
        }
        return url;
    }

    private Optional<ModelJson> remote(URI url) throws IOException {
        URI beside = URI.create(descriptorName(url.toString()));
        Path target = staged.resolve(Shelf.DESCRIPTOR);
        try {
            downloads.fetch(beside, FileSpec.named(Shelf.DESCRIPTOR), target, bytes -> {});
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
            Path target = staged.resolve(name);
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
            files.add(copy(from, spec));
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
        List<FileSpec> files = new ArrayList<>(bring(entry, rest).files());
        FileSpec first = entry.files().get(0);
        Files.move(model, staged.resolve(first.name()));
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

    /** Fetches files that are all at addresses. */
    private Acquired bring(ModelJson json, List<FileSpec> specs) throws IOException {
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
                Path target = staged.resolve(spec.name());
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

    private FileSpec copy(Path from, FileSpec spec) throws IOException {
        LfsPointer.refuse(from);
        Path target = staged.resolve(spec.name());
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

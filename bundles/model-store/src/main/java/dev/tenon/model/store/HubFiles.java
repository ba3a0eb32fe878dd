// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.runtime.ModelHub.Address;
import dev.tenon.runtime.ModelHub.Listing;
import dev.tenon.runtime.ModelHub.RemoteFile;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Brings the files that a hub lists into a staged folder: from a copy on this machine, the mirror or the network. */
final class HubFiles {
    private final Staging staging;

    HubFiles(Staging staging) {
        this.staging = staging;
    }

    /**
     * Fetches and proves them.
     *
     * @param json the model's descriptor; where it has a digest of a file, the file must have that one too
     * @param listing what the hub says
     * @throws ModelRefusedException if one cannot be fetched or is not what was promised
     * @throws IOException if one cannot be written
     */
    Staging.Acquired bring(ModelJson json, Listing listing) throws IOException {
        long total = listing.files().stream().mapToLong(RemoteFile::bytes).sum();
        List<FileSpec> files = new ArrayList<>();
        long before = 0;
        for (RemoteFile file : listing.files()) {
            long offset = before;
            Path target = staging.folder().resolve(file.name());
            if (!target.normalize().equals(target) || !staging.folder().equals(target.getParent())) {
                throw new ModelRefusedException(Reason.UNTRUSTED, "a hub must not name a file " + file.name());
            }
            if (file.sha256().isEmpty() && file.gitBlob().isEmpty()) {
                throw new ModelRefusedException(
                        Reason.UNTRUSTED,
                        "the hub tells neither a SHA-256 nor a Git blob of " + file.name()
                                + ", so nothing would prove it; fetch it by hand, check it, and add the file");
            }
            if (files.stream().anyMatch(other -> other.name().equalsIgnoreCase(file.name()))) {
                throw new ModelRefusedException(
                        Reason.BAD_DESCRIPTOR, "two files would be kept as " + file.name() + "; name each file once");
            }
            fetch(file, kept(json, file), target, bytes -> staging.progress()
                    .accept(offset + bytes, Math.max(total, offset + bytes)));
            LfsPointer.refuse(target);
            FileSpec kept =
                    new FileSpec(file.name(), address(file), Optional.of(Digest.of(target)), Files.size(target));
            compare(json, files.isEmpty(), kept);
            files.add(kept);
            before += kept.bytes();
        }
        return new Staging.Acquired(json, files, Optional.of(listing.reference()));
    }

    /** The same file of the model that may be installed under this id: what has not changed is not fetched again. */
    private Path kept(ModelJson json, RemoteFile file) {
        return staging.folder().resolveSibling(json.id()).resolve(file.name());
    }

    private void fetch(RemoteFile file, Path kept, Path target, LongConsumer bytes) throws IOException {
        FileSpec spec = new FileSpec(file.name(), Optional.empty(), file.sha256(), file.bytes());
        for (Path copy : Stream.concat(Stream.of(kept), file.copies().stream()).toList()) {
            if (Files.isRegularFile(copy) && Files.isReadable(copy)) {
                Files.copy(copy, target);
                if (isProven(file, target)) {
                    bytes.accept(Files.size(target));
                    return;
                }
                Files.delete(target);
            }
        }
        if (staging.mirror().isPresent() && file.sha256().isPresent()) {
            Files.copy(staging.mirror().get().find(spec), target);
        } else if (file.addresses().isEmpty()) {
            throw new ModelRefusedException(
                    Reason.UNREACHABLE, file.name() + " is not on this machine, and the hub is not to be asked for it");
        } else {
            staging.downloads().fetch(file.addresses(), spec, target, bytes);
        }
        if (!isProven(file, target)) {
            throw new ModelRefusedException(
                    Reason.UNTRUSTED,
                    file.name() + " is not the file that the hub promised: "
                            + file.sha256()
                                    .map(sha256 -> "SHA-256 " + sha256)
                                    .orElseGet(
                                            () -> "Git blob " + file.gitBlob().orElseThrow())
                            + " was expected");
        }
    }

    /** Says whether a file has the digest that was promised; without one it is not proven. */
    private static boolean isProven(RemoteFile file, Path path) throws IOException {
        return file.sha256().isPresent()
                ? file.sha256().get().equals(Digest.of(path))
                : file.gitBlob().isPresent() && file.gitBlob().get().equals(Digest.gitBlob(path));
    }

    /** Where the file can be had again by anybody, as the descriptor may name it. */
    private static Optional<URI> address(RemoteFile file) {
        return file.addresses().stream()
                .map(Address::url)
                .filter(url -> "https".equals(url.getScheme()))
                .findFirst();
    }

    private static void compare(ModelJson json, boolean isFirst, FileSpec file) {
        List<FileSpec> described = json.files();
        Optional<FileSpec> same = isFirst
                ? described.stream().findFirst()
                : described.stream()
                        .skip(1)
                        .filter(other -> other.name().equals(file.name()))
                        .findFirst();
        Optional<String> wanted = same.flatMap(FileSpec::sha256);
        if (wanted.isPresent() && !wanted.equals(file.sha256())) {
            throw new ModelRefusedException(
                    Reason.UNTRUSTED,
                    file.name() + " is not the file that the descriptor names: SHA-256 " + wanted.get()
                            + " was expected, it has " + file.sha256().orElseThrow());
        }
    }
}

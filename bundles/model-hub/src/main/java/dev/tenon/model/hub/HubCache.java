// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the hub's own client keeps: {@code models--ORG--NAME/} with {@code refs/<revision>} (a commit), {@code
 * blobs/<digest>} and {@code snapshots/<commit>/<path>} (links to blobs). It is read only; a blob counts if its content
 * has the digest that names it.
 */
final class HubCache {
    private final Path folder;

    HubCache(Path folder) {
        this.folder = folder;
    }

    /** Files that may be the one with this digest, whether they are there or not. */
    List<Path> copies(String repository, String commit, RepositoryFile file) {
        List<Path> copies = new ArrayList<>();
        file.digest().ifPresent(digest -> {
            copies.add(folder(repository).resolve("blobs").resolve(digest));
            copies.add(folder(repository).resolve("snapshots").resolve(commit).resolve(file.path()));
        });
        return copies;
    }

    /**
     * The part of a repository that is here. Of files that are no links the digest is not known: they are left out.
     *
     * @return empty if nothing of that revision is here
     * @throws IOException if it cannot be read
     */
    Optional<Repository> repository(HubReference reference) throws IOException {
        Path repository = folder(reference.repository());
        Path ref = repository.resolve("refs").resolve(reference.revision());
        String commit = Files.isRegularFile(ref)
                ? Files.readString(ref, StandardCharsets.UTF_8).strip()
                : reference.revision();
        Path snapshot = repository.resolve("snapshots").resolve(commit);
        if (!Repository.isCommit(commit) || !Files.isDirectory(snapshot)) {
            return Optional.empty();
        }
        Map<String, RepositoryFile> files = new HashMap<>();
        try (Stream<Path> links =
                Files.find(snapshot, 32, (path, about) -> about.isRegularFile(), FileVisitOption.FOLLOW_LINKS)) {
            for (Path link : links.toList()) {
                String path = snapshot.relativize(link).toString().replace('\\', '/');
                Path blob = link.toRealPath();
                RepositoryFile file = RepositoryFile.of(
                        path, Files.size(blob), blob.getFileName().toString());
                if (file.digest().isPresent() && HubReference.isPath(path)) {
                    files.put(path, file);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(new Repository(commit, files, MissingNode.getInstance()));
    }

    private Path folder(String repository) {
        return folder.resolve("models--" + repository.replace("/", "--"));
    }
}

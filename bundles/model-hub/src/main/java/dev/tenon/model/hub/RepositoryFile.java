// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import java.util.Optional;

/**
 * A file of a repository, as the hub lists it or its client has it.
 *
 * @param path in the repository
 * @param bytes its size, 0 if unknown
 * @param sha256 of a large file (Git LFS)
 * @param gitBlob of another: SHA-1 over its length and its content
 */
record RepositoryFile(String path, long bytes, Optional<String> sha256, Optional<String> gitBlob) {
    /** By the digest that names it. */
    static RepositoryFile of(String path, long bytes, String digest) {
        return new RepositoryFile(
                path,
                bytes,
                Optional.of(digest).filter(text -> text.matches("[0-9a-f]{64}")),
                Optional.of(digest).filter(text -> text.matches("[0-9a-f]{40}")));
    }

    /** What proves it, and what the hub's client calls it. */
    Optional<String> digest() {
        return sha256.or(() -> gitBlob);
    }

    /** The last part of its path. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folder with a slash at its end; empty for the topmost. */
    String folder() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** Says whether this is its content; what is not known by a digest is proved by nothing. */
    boolean isContent(byte[] content) {
        return sha256.isPresent()
                ? sha256.get().equals(Digests.sha256(content))
                : gitBlob.isPresent() && gitBlob.get().equals(Digests.gitBlob(content));
    }
}

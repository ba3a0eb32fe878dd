// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A repository at one commit.
 *
 * @param commit 40 hexadecimal digits or more
 * @param files by path, sorted
 * @param about what the hub says of it ({@code pipeline_tag}, {@code tags}, {@code cardData}); nothing if the hub was
 *     not asked
 */
record Repository(String commit, Map<String, RepositoryFile> files, JsonNode about) {
    /** Copies. */
    Repository {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** Says whether a revision is a commit, which means the same for ever. */
    static boolean isCommit(String revision) {
        return revision.matches("[0-9a-f]{40}|[0-9a-f]{64}");
    }

    /**
     * Reads what the hub answers to {@code /api/models/ORG/NAME/revision/REVISION?blobs=true}.
     *
     * @throws ModelRefusedException if it is not of that form, or a path leads out of the repository
     */
    static Repository parse(HubReference reference, JsonNode answer) {
        String commit = answer.path("sha").asText();
        if (!isCommit(commit) || !answer.path("siblings").isArray()) {
            throw new ModelRefusedException(
                    Reason.UNREACHABLE,
                    "what was answered about " + reference.repository()
                            + " is no list of a model's files; check HF_ENDPOINT and the mirrors");
        }
        Map<String, RepositoryFile> files = new TreeMap<>();
        for (JsonNode file : answer.path("siblings")) {
            String path = file.path("rfilename").asText();
            if (!HubReference.isPath(path)) {
                throw new ModelRefusedException(
                        Reason.UNTRUSTED,
                        "the list of " + reference.repository() + "'s files is not to be trusted: '"
                                + path.replaceAll("\\p{Cntrl}", "?") + "' is no path in a repository");
            }
            JsonNode large = file.path("lfs");
            String digest = large.isObject()
                    ? large.path("sha256").asText(large.path("oid").asText())
                    : file.path("blobId").asText();
            long bytes = large.path("size").asLong(file.path("size").asLong(0));
            files.put(path, RepositoryFile.of(path, Math.max(0, bytes), digest));
        }
        return new Repository(commit, files, answer);
    }

    /** The file of that name beside a model, else the one in the topmost folder. */
    Optional<RepositoryFile> beside(RepositoryFile model, String name) {
        return Optional.ofNullable(files.get(model.folder() + name)).or(() -> Optional.ofNullable(files.get(name)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tenon.runtime.ModelHub.Address;
import dev.tenon.runtime.ModelHub.RemoteFile;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One look into one repository: over the network, or into what the hub's client has kept where that must do. */
final class Visit {
    static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final long MAX_LIST_BYTES = 64L << 20;
    private static final long MAX_TEXT_BYTES = 16L << 20;

    private final HubReference reference;
    private final HubSettings settings;
    private final HubClient client;
    private final HubCache cache;
    private final HubRefusals refusals;
    private final boolean isOffline;
    private final Repository repository;

    /**
     * Lists the repository. Blocks.
     *
     * @throws ModelRefusedException if it is not there or cannot be reached
     */
    Visit(HubReference reference, HubSettings settings, HubClient client) {
        this.reference = reference;
        this.settings = settings;
        this.client = client;
        this.cache = new HubCache(settings.cache());
        this.refusals = new HubRefusals(settings, reference);
        Optional<Repository> listed = Optional.empty();
        Optional<UnreachableException> failure = Optional.empty();
        String why = "HF_HUB_OFFLINE forbids to ask " + settings.endpoint();
        if (!settings.isOffline()) {
            try {
                listed = Optional.of(asked());
            } catch (UnreachableException e) {
                why = e.getMessage();
                failure = Optional.of(e);
            }
        }
        isOffline = listed.isEmpty();
        String unreachable = why;
        Optional<HttpResponse<?>> busy = failure.flatMap(UnreachableException::busy);
        repository = listed.or(this::kept).orElseThrow(() -> busy.map(answer -> refusals.of(answer, ""))
                .orElseGet(() -> new ModelRefusedException(
                        Reason.UNREACHABLE,
                        unreachable + ", and " + settings.cache() + " holds nothing of " + reference.repository()
                                + " in revision " + reference.revision()
                                + (settings.isOffline() ? "" : "; try again later"))));
    }

    private Repository asked() throws UnreachableException {
        HttpResponse<byte[]> answer = client.get(
                "/api/models/" + reference.repository() + "/revision/" + Addresses.part(reference.revision())
                        + "?blobs=true",
                MAX_LIST_BYTES);
        if (answer.statusCode() != 200) {
            throw refusals.of(answer, "");
        }
        return Repository.parse(reference, parse(answer.body()).orElse(MissingNode.getInstance()));
    }

    private Optional<Repository> kept() {
        try {
            return cache.repository(reference);
        } catch (IOException e) {
            throw new ModelRefusedException(
                    Reason.UNREACHABLE, settings.cache() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The repository as it was found. */
    Repository repository() {
        return repository;
    }

    /** The same repository at the commit that was found, and a file of it. */
    HubReference pinned(RepositoryFile file) {
        return new HubReference(reference.repository(), repository.commit(), file.path());
    }

    HubReference reference() {
        return reference;
    }

    HubSettings settings() {
        return settings;
    }

    /** A look into another repository. */
    Visit of(HubReference other) {
        return new Visit(other, settings, client);
    }

    /**
     * Reads a small file of JSON.
     *
     * @return nothing if the repository has none of that name
     * @throws ModelRefusedException if it is there and cannot be read, or is not what was listed
     */
    JsonNode json(String path) {
        RepositoryFile file = repository.files().get(path);
        if (file == null) {
            return MissingNode.getInstance();
        }
        byte[] content = local(file).orElseGet(() -> fetched(file));
        return parse(content)
                .orElseThrow(() -> new ModelRefusedException(
                        Reason.BAD_DESCRIPTOR, path + " of " + reference.repository() + " is no JSON"));
    }

    /** Reads a small file of JSON beside a model, else in the topmost folder; nothing if there is none. */
    JsonNode json(RepositoryFile model, String name) {
        return repository.beside(model, name).map(file -> json(file.path())).orElse(MissingNode.getInstance());
    }

    private static Optional<JsonNode> parse(byte[] content) {
        try {
            return Optional.of(MAPPER.readTree(content));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can always be read", e);
        }
    }

    private Optional<byte[]> local(RepositoryFile file) {
        for (Path copy : cache.copies(reference.repository(), repository.commit(), file)) {
            try {
                if (Files.isRegularFile(copy) && Files.size(copy) <= MAX_TEXT_BYTES) {
                    byte[] content = Files.readAllBytes(copy);
                    if (file.isContent(content)) {
                        return Optional.of(content);
                    }
                }
            } catch (IOException e) {
                // A copy that cannot be read is no copy.
                continue;
            }
        }
        return Optional.empty();
    }

    private byte[] fetched(RepositoryFile file) {
        if (isOffline) {
            throw new ModelRefusedException(
                    Reason.UNREACHABLE,
                    file.path() + " of " + reference.repository() + " is damaged in " + settings.cache()
                            + ", and the hub is not to be asked");
        }
        RepositoryFile known = file.digest().isPresent() ? file : checked(file);
        HttpResponse<byte[]> answer;
        try {
            answer = client.get(address(file), MAX_TEXT_BYTES);
        } catch (UnreachableException e) {
            throw refusal(e, file);
        }
        if (answer.statusCode() != 200) {
            throw refusals.of(answer, file.path());
        }
        if (!known.isContent(answer.body())) {
            throw new ModelRefusedException(
                    Reason.UNTRUSTED,
                    file.path() + " of " + reference.repository() + " is not the file that was listed");
        }
        return answer.body();
    }

    private String address(RepositoryFile file) {
        return "/" + reference.repository() + "/resolve/" + repository.commit() + "/" + Addresses.encode(file.path());
    }

    /**
     * Says where a file is to be had. Asks the hub whether it would be given, unless a copy is here.
     *
     * @param file of the repository
     * @param name what it is called beside the model
     * @throws ModelRefusedException if it would not be given
     */
    RemoteFile remote(RepositoryFile file, String name) {
        List<Path> copies = cache.copies(reference.repository(), repository.commit(), file);
        boolean isHere = copies.stream().anyMatch(Files::isRegularFile);
        RepositoryFile known = isOffline || isHere ? file : checked(file);
        List<Address> addresses = isOffline ? List.of() : client.addresses(address(file));
        return new RemoteFile(name, addresses, copies, known.sha256(), known.gitBlob(), known.bytes());
    }

    private RepositoryFile checked(RepositoryFile file) {
        HttpResponse<byte[]> answer;
        try {
            answer = client.head(address(file));
        } catch (UnreachableException e) {
            throw refusal(e, file);
        }
        if (answer.statusCode() >= 400) {
            throw refusals.of(answer, file.path());
        }
        if (file.digest().isPresent()) {
            return file;
        }
        String digest = answer.headers()
                .firstValue("X-Linked-ETag")
                .or(() -> answer.headers().firstValue("ETag"))
                .orElse("")
                .replaceAll("^W/|\"", "");
        RepositoryFile known = RepositoryFile.of(file.path(), size(answer.headers(), file.bytes()), digest);
        if (known.digest().isEmpty()) {
            throw new ModelRefusedException(
                    Reason.UNTRUSTED,
                    settings.endpoint() + " tells neither a SHA-256 nor a Git blob of " + file.path() + " in "
                            + reference.repository() + ", so nothing would prove it; fetch it by hand, check it, and"
                            + " add the file");
        }
        return known;
    }

    /**
     * The size of a file that is kept elsewhere.
     *
     * @param otherwise if nothing is said
     * @throws ModelRefusedException if what is said is no size
     */
    static long size(HttpHeaders headers, long otherwise) {
        Optional<String> said = headers.firstValue("X-Linked-Size");
        if (said.isPresent() && !said.get().matches("\\d{1,18}")) {
            throw new ModelRefusedException(
                    Reason.UNREACHABLE,
                    "X-Linked-Size is '" + said.get() + "', which is no size; check HF_ENDPOINT and the mirrors");
        }
        return said.map(Long::parseLong).orElse(otherwise);
    }

    private ModelRefusedException refusal(UnreachableException failure, RepositoryFile file) {
        return failure.busy()
                .map(answer -> refusals.of(answer, file.path()))
                .orElseGet(() -> new ModelRefusedException(
                        Reason.UNREACHABLE, failure.getMessage() + "; try again later", failure));
    }
}

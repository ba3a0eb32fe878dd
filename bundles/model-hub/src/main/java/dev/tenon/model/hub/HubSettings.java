// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the environment says, by the names that the hub's own client reads (docs: huggingface_hub, environment
 * variables). Read anew for each import, so that a token may be written while the host runs.
 */
final class HubSettings {
    static final URI DEFAULT = URI.create("https://huggingface.co");
    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");

    private final Map<String, String> environment;
    private final Path userHome;
    private final List<URI> mirrors;

    /**
     * Keeps them.
     *
     * @param environment of the host
     * @param userHome where the client keeps what it has if the environment says nothing else
     * @param mirrors addresses of hubs that have the same
     * @throws IllegalArgumentException if a mirror is no address
     */
    HubSettings(Map<String, String> environment, Path userHome, List<String> mirrors) {
        this.environment = environment;
        this.userHome = userHome;
        this.mirrors = mirrors.stream()
                .filter(mirror -> !mirror.isBlank())
                .map(mirror -> root(mirror)
                        .orElseThrow(() -> new IllegalArgumentException("mirrors: '" + mirror
                                + "' is not an https address; write one a line, for instance https://hub.example.org")))
                .toList();
    }

    /** Whose addresses are models' here: the hub's, if it is one, and those that most people know. */
    List<URI> roots() {
        return Stream.concat(value("HF_ENDPOINT").flatMap(HubSettings::root).stream(), Stream.of(DEFAULT))
                .toList();
    }

    /** The hub's address, without a slash at its end. */
    URI endpoint() {
        String written = value("HF_ENDPOINT").orElse(DEFAULT.toString());
        return root(written)
                .orElseThrow(() -> new ModelRefusedException(
                        Reason.UNTRUSTED,
                        "HF_ENDPOINT is '" + written + "', which is not an https address; set it where Tenon starts,"
                                + " or unset it for " + DEFAULT));
    }

    List<URI> mirrors() {
        return mirrors;
    }

    /** Says whether the network must not be asked. */
    boolean isOffline() {
        return value("HF_HUB_OFFLINE")
                .or(() -> value("TRANSFORMERS_OFFLINE"))
                .map(value -> TRUE.contains(value.toUpperCase(Locale.ROOT)))
                .orElse(false);
    }

    /** Where the client keeps what it fetched. */
    Path cache() {
        return value("HF_HUB_CACHE")
                .or(() -> value("HUGGINGFACE_HUB_CACHE"))
                .map(this::path)
                .orElseGet(() -> home().resolve("hub"));
    }

    /** Where a token may be written. */
    Path tokenFile() {
        return value("HF_TOKEN_PATH").map(this::path).orElseGet(() -> home().resolve("token"));
    }

    /**
     * The token; it goes to the endpoint alone.
     *
     * @throws ModelRefusedException if there is one that cannot be sent or read
     */
    Optional<String> token() {
        Optional<String> token = value("HF_TOKEN").or(() -> value("HUGGING_FACE_HUB_TOKEN"));
        Path file = tokenFile();
        if (token.isEmpty() && Files.isRegularFile(file)) {
            try {
                token = Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
            } catch (IOException e) {
                throw new ModelRefusedException(
                        Reason.UNREACHABLE, "the token file " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        if (token.isPresent() && !token.get().matches("[\\x21-\\x7e]+")) {
            throw new ModelRefusedException(
                    Reason.UNREACHABLE,
                    "what stands in HF_TOKEN or " + file + " is no token: one line of letters and digits is needed");
        }
        return token;
    }

    private Path home() {
        return value("HF_HOME").map(this::path).orElseGet(() -> value("XDG_CACHE_HOME")
                .map(this::path)
                .orElseGet(() -> userHome.resolve(".cache"))
                .resolve("huggingface"));
    }

    private Path path(String value) {
        return value.equals("~") || value.startsWith("~/")
                ? userHome.resolve(value.substring(Math.min(2, value.length())))
                : Path.of(value);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Optional<URI> root(String address) {
        return Stream.of(address.strip().replaceAll("/+$", ""))
                .filter(text -> text.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?"))
                .map(HubSettings::uri)
                .flatMap(Optional::stream)
                .filter(Addresses::isSafe)
                .findFirst();
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenon.runtime.ModelHub.Address;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes of a download that are here so far, and the validator (RFC 9110 §8.8) of the file that they are part of. */
final class Part {
    private final Address address;
    private final Path content;
    private final Path about;

    /**
     * The part of a file.
     *
     * @param folder where parts are
     * @param address where the rest is
     * @param sha256 the file's, if known: what came from one address is then gone on with from another
     */
    Part(Path folder, Address address, Optional<String> sha256) {
        this.address = address;
        String name = sha256.orElse(Digest.of(address.url().toString()));
        this.content = folder.resolve(name + ".part");
        this.about = folder.resolve(name + ".json");
    }

    Address address() {
        return address;
    }

    URI url() {
        return address.url();
    }

    Path content() {
        return content;
    }

    /** How many bytes are here. */
    long size() throws IOException {
        return Files.isRegularFile(content) ? Files.size(content) : 0;
    }

    /** The validator that came from here with the bytes, for If-Range; empty if there was none that is strong. */
    Optional<String> validator() {
        try {
            JsonNode node = ModelJson.MAPPER.readTree(about.toFile());
            return node.path("url").asText().equals(url().toString()) && node.has("validator")
                    ? Optional.of(node.path("validator").asText())
                    : Optional.empty();
        } catch (IOException e) {
            // Without it the bytes are fetched again from their beginning.
            return Optional.empty();
        }
    }

    /** Begins anew, with the validator of the file that is now sent. */
    void begin(Optional<String> validator) throws IOException {
        ObjectNode node = ModelJson.MAPPER.createObjectNode().put("url", url().toString());
        validator.ifPresent(value -> node.put("validator", value));
        Files.write(content, new byte[0]);
        ModelJson.MAPPER.writeValue(about.toFile(), node);
    }

    /** Deletes both files. */
    void discard() throws IOException {
        Files.deleteIfExists(content);
        Files.deleteIfExists(about);
    }
}

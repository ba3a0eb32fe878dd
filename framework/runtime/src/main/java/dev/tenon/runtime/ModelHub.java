// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place with repositories of models. It says which files a reference ({@code hf:ORG/NAME}) stands for, where they are
 * and how they are described, and reads no more than it needs to say so; {@link ModelStore} fetches, proves and keeps
 * them. Registered as a service; the store asks the one whose scheme stands before the colon. Thread-safe.
 */
@ConsumerType
public interface ModelHub {
    /**
     * Returns what stands before the colon of its references. Returns at once.
     *
     * @return a letter, then 1 to 15 letters and digits, all in lower case
     */
    String scheme();

    /**
     * Says which reference an address of the hub's own pages or files means. Returns at once.
     *
     * @param address of any server
     * @return with the scheme; empty if it is no model's page or file at this hub
     */
    Optional<String> reference(URI address);

    /**
     * Says which files a reference stands for and how they are described. Blocks while the hub is asked.
     *
     * @param reference with the scheme; without a revision the newest
     * @return with the descriptor
     * @throws ModelRefusedException if the reference is ill-formed, stands for nothing or for several models (the
     *     message names them), the hub cannot be reached or wants something first, or it does not say enough for a
     *     descriptor
     */
    Found find(String reference);

    /**
     * Says which files a reference stands for, for somebody who has a descriptor. Blocks while the hub is asked.
     *
     * @param reference with the scheme; without a revision the newest
     * @param companions names of files that the descriptor needs beside the model; each is looked for in the folder of
     *     the model, then in the topmost
     * @return the model first, then what belongs to it by its name, then the companions
     * @throws ModelRefusedException as {@link #find} says, or if a companion is not there
     */
    Listing list(String reference, List<String> companions);

    /**
     * The files of a model.
     *
     * @param reference the same with the revision that was found and the file: it means these files for ever
     * @param files the model first, then what it needs beside it; no two of the same name
     */
    record Listing(String reference, List<RemoteFile> files) {
        /** Copies. */
        public Listing {
            files = List.copyOf(files);
        }
    }

    /**
     * A model.
     *
     * @param listing its files
     * @param descriptor a JSON object of the form that the store documents, without {@code files}
     */
    record Found(Listing listing, String descriptor) {}

    /**
     * A file of a model.
     *
     * @param name without a path, as it is called beside the model
     * @param addresses where it is, tried in this order while one cannot be reached; may be empty if there are copies
     * @param copies files of this machine that may be the same; believed only if a digest proves them
     * @param sha256 of its content, 64 lower-case hexadecimal digits
     * @param gitBlob its name as a blob of Git (SHA-1 over the length and the content), 40 lower-case hexadecimal digits
     * @param bytes its size, 0 if unknown
     */
    record RemoteFile(
            String name,
            List<Address> addresses,
            List<Path> copies,
            Optional<String> sha256,
            Optional<String> gitBlob,
            long bytes) {
        /** Copies. */
        public RemoteFile {
            addresses = List.copyOf(addresses);
            copies = List.copyOf(copies);
        }
    }

    /**
     * Where a file is.
     *
     * @param url {@code https}, or {@code http} of this machine
     * @param headers of the request, secrets among them: they go to the origin of {@code url} and never to another that
     *     it redirects to
     */
    record Address(URI url, Map<String, String> headers) {
        /** Copies. */
        public Address {
            headers = Map.copyOf(headers);
        }

        /** Shows the address alone: headers may be secret. */
        @Override
        public String toString() {
            return url.toString();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.store;

import dev.tenon.runtime.ModelHub;
import dev.tenon.runtime.ModelRefusedException;
import dev.tenon.runtime.ModelRefusedException.Reason;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hubs that are here.
 *
 * @param all live: they come and go
 */
record Hubs(Collection<ModelHub> all) {
    /** Two letters and more: what one letter stands for is a drive. */
    private static final Pattern REFERENCE =
            Pattern.compile("([a-z][a-z0-9]{1,15}):(?!//).*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /**
     * A hub and what it is asked for.
     *
     * @param hub that is here
     * @param reference with its scheme
     */
    record Asked(ModelHub hub, String reference) {}

    /**
     * The hub that knows a source: one of its references, or the address of one of its pages or files.
     *
     * @param source as the operator wrote it
     * @return empty if no hub knows it, or a file of this machine has that name
     * @throws ModelRefusedException if it is a reference of a hub that is not here
     */
    Optional<Asked> of(String source) {
        if (source.matches("(?i)https?://.*")) {
            URI address = Addresses.of(source);
            return all.stream()
                    .flatMap(hub -> hub.reference(address).map(reference -> new Asked(hub, reference)).stream())
                    .findFirst();
        }
        Matcher reference = REFERENCE.matcher(source);
        if (!reference.matches() || isFile(source)) {
            return Optional.empty();
        }
        String scheme = reference.group(1).toLowerCase(Locale.ROOT);
        Optional<ModelHub> hub =
                all.stream().filter(one -> one.scheme().equals(scheme)).findFirst();
        return Optional.of(new Asked(
                hub.orElseThrow(() -> new ModelRefusedException(
                        Reason.UNKNOWN,
                        "no model hub here is called '" + scheme + ":'; " + known()
                                + ", a name of the catalogue, an https address or a file will do")),
                scheme + source.substring(scheme.length())));
    }

    private static boolean isFile(String source) {
        try {
            return Files.isRegularFile(Path.of(source));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private String known() {
        return all.isEmpty()
                ? "none is installed"
                : all.stream().map(one -> one.scheme() + ":ORG/NAME").sorted().collect(Collectors.joining(", "));
    }
}

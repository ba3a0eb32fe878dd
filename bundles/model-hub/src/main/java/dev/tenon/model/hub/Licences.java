// SPDX-License-Identifier: Apache-2.0
package dev.tenon.model.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Licences as hubs write them (lower case) and as SPDX does. */
final class Licences {
    private static final Map<String, String> SPDX = Map.of(
            "apache-2.0", "Apache-2.0",
            "artistic-2.0", "Artistic-2.0",
            "bsd-2-clause", "BSD-2-Clause",
            "bsd-3-clause", "BSD-3-Clause",
            "bsd-3-clause-clear", "BSD-3-Clause-Clear",
            "unlicense", "Unlicense",
            "zlib", "Zlib");

    private static final String CAPITALS =
            "(mit|isc|0bsd|wtfpl|ncsa|(cc|cc0|gpl|lgpl|agpl|mpl|epl|eupl|ecl|ofl|osl|afl|ms)" + "-[0-9a-z.-]+)";

    private Licences() {}

    /** What the model's card says, or the hub's tags; empty if nothing does. */
    static Optional<String> of(JsonNode about) {
        JsonNode card = about.path("cardData");
        JsonNode written = card.path("license");
        String word = written.isArray() ? written.path(0).asText() : written.asText();
        if (word.isEmpty()) {
            word = StreamSupport.stream(about.path("tags").spliterator(), false)
                    .map(JsonNode::asText)
                    .filter(tag -> tag.startsWith("license:"))
                    .map(tag -> tag.substring("license:".length()))
                    .findFirst()
                    .orElse("");
        }
        if (word.equals("other") && !card.path("license_name").asText().isEmpty()) {
            word = card.path("license_name").asText();
        }
        return word.isEmpty() || word.equals("unknown") ? Optional.empty() : Optional.of(spdx(word));
    }

    private static String spdx(String word) {
        String known = SPDX.get(word);
        return known != null ? known : word.matches(CAPITALS) ? word.toUpperCase(Locale.ROOT) : word;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.router;

import dev.tenon.api.skill.Understanding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A skill as the router sees it.
 *
 * @param id unique among the routes of one call
 * @param summary one sentence
 * @param examples requests it answers, by language, in the order of the skill's descriptor; immutable
 * @param attachments media types that a request must bring along ({@code image/*}); empty if it needs none
 * @param understood what the skill itself made of this very request; empty if it made nothing of it, does not
 *     understand requests by itself or is only offered
 */
public record Route(
        String id,
        String summary,
        Map<Locale, List<String>> examples,
        List<String> attachments,
        Optional<Understanding> understood) {
    /** Copies. */
    public Route {
        Map<Locale, List<String>> copy = new LinkedHashMap<>();
        examples.forEach((language, sentences) -> copy.put(language, List.copyOf(sentences)));
        examples = Collections.unmodifiableMap(copy);
        attachments = List.copyOf(attachments);
    }
}

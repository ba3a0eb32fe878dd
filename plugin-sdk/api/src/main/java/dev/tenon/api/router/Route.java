// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.router;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A skill as the router sees it.
 *
 * @param id unique among the routes of one call
 * @param summary one sentence
 * @param examples requests it answers, by language; immutable
 * @param attachments media types that a request must bring along
 */
public record Route(String id, String summary, Map<Locale, List<String>> examples, List<String> attachments) {
    /** Copies. */
    public Route {
        examples = Map.copyOf(examples);
        attachments = List.copyOf(attachments);
    }
}

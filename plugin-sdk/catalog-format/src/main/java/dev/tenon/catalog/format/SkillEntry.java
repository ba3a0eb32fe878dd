// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A skill of a release, read from the bundle's folder {@code skills/<name>/}: enough to say that this plugin could
 * answer a request.
 *
 * @param name the skill's name
 * @param summary one sentence
 * @param examples requests it answers, by BCP 47 tag
 * @param attachments media types that a request must bring along
 */
public record SkillEntry(String name, String summary, Map<String, List<String>> examples, List<String> attachments) {
    /** Copies. */
    public SkillEntry {
        TreeMap<String, List<String>> copy = new TreeMap<>();
        examples.forEach((language, sentences) -> copy.put(language, List.copyOf(sentences)));
        examples = Collections.unmodifiableMap(copy);
        attachments = List.copyOf(attachments);
    }
}

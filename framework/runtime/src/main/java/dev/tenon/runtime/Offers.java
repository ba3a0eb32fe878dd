// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** What plugins that do not run here could answer, for requests that nothing installed can. Thread-safe; returns within a second. */
@ProviderType
public interface Offers {
    /**
     * A skill of a plugin that does not run here.
     *
     * @param pluginId the plugin's id
     * @param shortName the last parts of the id, as the shell takes them
     * @param pluginName for people
     * @param skill the skill's name
     * @param summary one sentence
     * @param examples requests it answers, by language
     * @param attachments media types that a request must bring along
     */
    record Offer(
            String pluginId,
            String shortName,
            String pluginName,
            String skill,
            String summary,
            Map<Locale, List<String>> examples,
            List<String> attachments) {}

    /**
     * Lists the skills on offer, from the newest index that can be had within half a second, else the last verified one.
     *
     * @return empty without a marketplace; immutable
     */
    List<Offer> offers();

    /**
     * Lists the skills of plugins that are installed here and disabled, as their bundles describe them: whoever wants
     * one enables it.
     *
     * @return empty if none is disabled; immutable
     */
    default List<Offer> disabled() {
        return List.of();
    }
}

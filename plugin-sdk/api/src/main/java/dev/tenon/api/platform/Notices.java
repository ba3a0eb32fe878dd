// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.platform;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells the operator something that nobody asked for just now: a timer has ended, a sensor fell silent. Shown in the
 * console as it comes and by {@code tenon notices}; the last 100 are kept while the host runs. Each plugin gets its own
 * instance, so that a notice bears its sender's name. Thread-safe; returns at once.
 */
@ProviderType
public interface Notices {
    /**
     * Posts a notice.
     *
     * @param text one or two sentences, in the language of whom it concerns; cut after 500 characters
     * @throws IllegalArgumentException if the text is blank
     */
    void post(String text);
}

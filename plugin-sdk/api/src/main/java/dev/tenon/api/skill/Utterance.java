// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.skill;

import java.util.List;
import java.util.Locale;

/**
 * A request as it was asked.
 *
 * @param text the words, at most {@link #MAX_LENGTH} characters; may be empty if there are attachments
 * @param language the asker's language as far as it is known, else {@link Locale#ROOT}
 * @param attachments pictures or sounds sent along; immutable
 */
public record Utterance(String text, Locale language, List<Attachment> attachments) {
    /** The longest text that is looked at: longer ones are refused at the door. */
    public static final int MAX_LENGTH = 100_000;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the text is longer than {@link #MAX_LENGTH}
     */
    public Utterance {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a request has at most " + MAX_LENGTH + " characters, this one " + text.length());
        }
        attachments = List.copyOf(attachments);
    }

    /**
     * Makes a request of words alone.
     *
     * @param text the words
     * @param language the asker's language, or {@link Locale#ROOT}
     * @return without attachments
     * @throws IllegalArgumentException if the text is longer than {@link #MAX_LENGTH}
     */
    public static Utterance of(String text, Locale language) {
        return new Utterance(text, language, List.of());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.platform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a request.
 *
 * @param outcome whether it was answered
 * @param text a sentence for the asker, in the asker's language, whatever the outcome
 * @param value for programs; empty unless answered
 * @param answeredBy id of the plugin and name of the skill, {@code dev.tenon.skill.calc/calc}; empty unless a skill was
 *     chosen
 * @param suggestions ids of plugins of the marketplace that could answer, best first; empty unless nothing installed can
 * @param traceId under which every step is kept for the operator
 */
public record Answer(
        Outcome outcome,
        String text,
        Map<String, Object> value,
        Optional<String> answeredBy,
        List<String> suggestions,
        String traceId) {
    /** Whether a request was answered. */
    public enum Outcome {
        /** A skill answered. */
        ANSWERED,
        /** The text asks back: several skills may be meant, or a part of the request is missing. */
        ASKED_BACK,
        /** Nothing installed can answer. */
        NOBODY,
        /** A skill was chosen and refused; the text says why. */
        REFUSED,
        /** A skill was chosen and failed; the log says why. */
        FAILED
    }

    /** Copies. */
    public Answer {
        value = Collections.unmodifiableMap(new LinkedHashMap<>(value));
        suggestions = List.copyOf(suggestions);
    }
}

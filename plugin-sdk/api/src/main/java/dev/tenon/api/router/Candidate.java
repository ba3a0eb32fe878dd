// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.router;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A skill that could answer.
 *
 * @param id of the {@link Route}
 * @param confidence that it is the right one, 0 to 1: of many candidates with 0.8, four in five should be right
 * @param evidence what speaks for it, measure by measure, for the trace; names and ranges are the router's own
 * @param why one phrase for the trace, such as the nearest example
 */
public record Candidate(String id, double confidence, Map<String, Double> evidence, String why) {
    /**
     * Checks the range and copies.
     *
     * @throws IllegalArgumentException if the confidence is outside 0 to 1
     */
    public Candidate {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be from 0 to 1: " + confidence);
        }
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.router;

/**
 * A skill that could answer.
 *
 * @param id of the {@link Route}
 * @param confidence that it is the right one, 0 to 1
 * @param why for the trace: the nearest example and what speaks for it
 */
public record Candidate(String id, double confidence, String why) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the confidence is outside 0 to 1
     */
    public Candidate {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be from 0 to 1: " + confidence);
        }
    }
}

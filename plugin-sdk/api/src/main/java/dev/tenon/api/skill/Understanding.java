// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.skill;

/**
 * What a skill made of a request by itself.
 *
 * @param arguments for {@link Skill#invoke}
 * @param confidence how sure the skill is, 0 to 1; 1 only if the whole request was read, nothing left over
 */
public record Understanding(Arguments arguments, double confidence) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the confidence is outside 0 to 1
     */
    public Understanding {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be from 0 to 1: " + confidence);
        }
    }
}

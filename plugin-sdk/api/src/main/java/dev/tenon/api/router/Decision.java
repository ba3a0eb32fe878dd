// SPDX-License-Identifier: Apache-2.0
package dev.tenon.api.router;

import java.util.List;

/**
 * What a router decided.
 *
 * @param verdict what is to be done
 * @param candidates the skills that were weighed, the likeliest first; with {@link Verdict#ANSWER} the first is to
 *     answer
 */
public record Decision(Verdict verdict, List<Candidate> candidates) {
    /** What is to be done with a request. */
    public enum Verdict {
        /** The first candidate answers. */
        ANSWER,
        /** The first candidates are about equally likely, or the first is not likely enough: the asker is asked. */
        ASK,
        /** None of the skills is meant. */
        NOBODY
    }

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException if there is nobody to answer or nothing to choose from
     */
    public Decision {
        candidates = List.copyOf(candidates);
        if (verdict != Verdict.NOBODY && candidates.isEmpty()) {
            throw new IllegalArgumentException(verdict + " needs a candidate");
        }
    }

    /**
     * Makes the honest answer.
     *
     * @param candidates those that were weighed and are not likely enough
     * @return the decision
     */
    public static Decision nobody(List<Candidate> candidates) {
        return new Decision(Verdict.NOBODY, candidates);
    }
}

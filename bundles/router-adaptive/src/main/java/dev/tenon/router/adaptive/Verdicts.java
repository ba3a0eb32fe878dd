// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Decision.Verdict;
import java.util.List;

/** From confidences to a verdict. */
final class Verdicts {
    /** Below it nobody answers: a wrong answer is worse than none. */
    static final double ANSWER = 0.5;

    /** Below it not even a question back makes sense. */
    static final double ASK = 0.35;

    /** Two that are nearer to each other than this are told apart by the asker. */
    static final double CLEAR_LEAD = 0.08;

    /** A skill that is less sure than this of its own reading says nothing. */
    private static final double LEAST_READING = 0.3;

    /** How much of the doubt that nearness leaves a skill's reading of the whole request takes away. */
    private static final double READING_POWER = 0.9;

    private Verdicts() {}

    /** The confidence of nearness together with that of the skill's own reading. */
    static double joined(double nearness, double reading) {
        double power = READING_POWER * Math.max(0, reading - LEAST_READING) / (1 - LEAST_READING);
        return nearness + (1 - nearness) * power;
    }

    /**
     * Decides.
     *
     * @param candidates the likeliest first
     * @param together the confidence that one of the first is meant where they are too much alike to tell which
     */
    static Decision of(List<Candidate> candidates, double together) {
        if (candidates.isEmpty() || Math.max(together, candidates.get(0).confidence()) < ASK) {
            return Decision.nobody(candidates);
        }
        double best = candidates.get(0).confidence();
        double second = candidates.size() > 1 ? candidates.get(1).confidence() : 0;
        boolean clear = best >= ANSWER && (second < ANSWER || best - second >= CLEAR_LEAD);
        return new Decision(clear ? Verdict.ANSWER : Verdict.ASK, candidates);
    }
}

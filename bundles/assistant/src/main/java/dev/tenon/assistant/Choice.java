// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Attachment;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The skill that answers.
 *
 * @param skill the chosen one
 * @param arguments for it
 * @param score 0 to 1
 * @param understood whether it made the arguments itself
 */
record Choice(Installed skill, Arguments arguments, double score, boolean understood) {
    /** Below it nobody answers: a wrong answer is worse than none. */
    static final double FLOOR = 0.5;

    /** What a skill understands by its own grammar says more than likeness to examples. */
    private static final double UNDERSTANDING_SHARE = 0.65;

    static Optional<Choice> of(
            Utterance utterance,
            List<Installed> skills,
            List<Candidate> ranked,
            Map<String, Understanding> understood) {
        Map<String, Double> likely =
                ranked.stream().collect(Collectors.toMap(Candidate::id, Candidate::confidence, Math::max));
        Function<Installed, Optional<Choice>> judged = skill -> {
            double likeness = likely.getOrDefault(skill.id(), 0.0);
            Understanding own = understood.get(skill.id());
            if (own != null) {
                double score = UNDERSTANDING_SHARE * own.confidence() + (1 - UNDERSTANDING_SHARE) * likeness;
                return Optional.of(new Choice(skill, own.arguments(), score, true));
            }
            return skill.filled(utterance).map(arguments -> new Choice(skill, arguments, likeness, false));
        };
        return skills.stream()
                .filter(skill -> attachmentsSuffice(utterance, skill))
                .map(judged)
                .flatMap(Optional::stream)
                .filter(choice -> choice.score >= FLOOR)
                .max(Comparator.comparingDouble(Choice::score)
                        .thenComparing(choice -> choice.skill.id(), Comparator.reverseOrder()));
    }

    private static boolean attachmentsSuffice(Utterance utterance, Installed skill) {
        return skill.descriptor().attachments().stream()
                .allMatch(wanted -> utterance.attachments().stream().anyMatch(given -> fits(wanted, given)));
    }

    private static boolean fits(String wanted, Attachment given) {
        return wanted.equals("*/*")
                || wanted.equals(given.mediaType())
                || wanted.endsWith("/*") && given.mediaType().startsWith(wanted.substring(0, wanted.length() - 1));
    }
}

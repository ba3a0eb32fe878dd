// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import java.util.Locale;
import java.util.stream.Collectors;

/** A router's decision in words, for the trace. */
final class Explanation {
    private Explanation() {}

    static String of(Decision decision) {
        String verdict =
                switch (decision.verdict()) {
                    case ANSWER -> "answered by the first";
                    case ASK -> "not clear: ask back";
                    case NOBODY -> "none is near enough";
                };
        return verdict + decision.candidates().stream().map(Explanation::line).collect(Collectors.joining());
    }

    private static String line(Candidate candidate) {
        String evidence = candidate.evidence().entrySet().stream()
                .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                .collect(Collectors.joining(", "));
        return "\n%s %s (%s) %s".formatted(number(candidate.confidence()), candidate.id(), evidence, candidate.why());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}

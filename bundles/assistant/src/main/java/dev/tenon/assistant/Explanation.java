// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.runtime.Offers.Offer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A router's decision in words, for the trace. */
final class Explanation {
    private Explanation() {}

    /** A decision over what is installed; one that was overruled, because the first could not read the request. */
    static String of(Decision decision, boolean unread) {
        String verdict =
                switch (decision.verdict()) {
                    case ANSWER -> "answered by the first";
                    case ASK -> "not clear: ask back";
                    case NOBODY ->
                        unread ? "none is near enough: the first could not read the request" : "none is near enough";
                };
        return verdict + lines(decision);
    }

    /** What is offered was weighed beside what is installed: only what is likelier than that counts. */
    static String of(Decision all, List<Offer> likelier) {
        String outcome = likelier.isEmpty()
                ? "none is likelier than what is installed"
                : "likelier: " + likelier.stream().map(Offer::pluginId).collect(Collectors.joining(", "));
        return outcome + lines(all);
    }

    private static String lines(Decision decision) {
        return decision.candidates().stream().map(Explanation::line).collect(Collectors.joining());
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

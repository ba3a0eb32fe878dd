// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Decision.Verdict;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import dev.tenon.runtime.Offers;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses who answers one request, and says in the trace why. For one thread. */
final class Selection {
    /** An installed skill that is surer than this answers without a look at the marketplace. */
    private static final double SURE = 0.8;

    /** What the marketplace offers must be likelier by this much to be named in place of what is installed. */
    private static final double CLEARLY_LIKELIER = 0.15;

    /** A skill that reads requests itself and did not read this one must be meant more likely than not. */
    private static final double MEANT_THOUGH_UNREAD = 0.5;

    /** From here on its arguments are filled from its schema, where that leaves nothing open. */
    private static final double FILLED_THOUGH_UNREAD = 0.8;

    /** From here on a skill that read the request answers in place of a likelier one of its plugin that did not. */
    private static final double SIBLING = 0.35;

    private final Utterance utterance;
    private final Map<String, Installed> skills;
    private final Optional<Router> router;
    private final Optional<Offers> market;
    private final Guard guard;
    private final Recorder recorder;

    /** What comes of it: exactly one is present, or none of them if nobody can answer. */
    record Outcome(Optional<Choice> choice, Optional<Question> question, List<Offers.Offer> offers) {}

    /**
     * A question back.
     *
     * @param text what is asked
     * @param about the skill that it is about, if it is clear which
     */
    record Question(String text, Optional<String> about) {}

    Selection(
            Utterance utterance,
            List<Installed> skills,
            Optional<Router> router,
            Optional<Offers> market,
            Guard guard,
            Recorder recorder) {
        this.utterance = utterance;
        this.skills = skills.stream().collect(Collectors.toMap(Installed::id, Function.identity()));
        this.router = router;
        this.market = market;
        this.guard = guard;
        this.recorder = recorder;
    }

    Outcome choose(Map<String, Understanding> understood, Locale language) throws ForeignFailure {
        List<Route> routes = skills.values().stream()
                .map(skill -> skill.route(Optional.ofNullable(understood.get(skill.id()))))
                .sorted(Comparator.comparing(Route::id))
                .toList();
        Decision routed = SafeRouter.decide(router, utterance, routes, guard);
        Decision decision = believable(routed, understood);
        recorder.step("route", Explanation.of(decision, !decision.equals(routed)));
        double best = decision.candidates().isEmpty() || decision.verdict() == Verdict.NOBODY
                ? 0
                : decision.candidates().get(0).confidence();
        if (decision.verdict() != Verdict.ANSWER || best < SURE) {
            List<Offers.Offer> likelier = likelierOffers(routes, best);
            if (!likelier.isEmpty()) {
                return new Outcome(Optional.empty(), Optional.empty(), likelier);
            }
        }
        return switch (decision.verdict()) {
            case ANSWER -> answer(reader(decision.candidates(), understood), understood, language);
            case ASK -> new Outcome(Optional.empty(), Optional.of(whichIsMeant(decision, language)), List.of());
            case NOBODY -> new Outcome(Optional.empty(), Optional.empty(), List.of());
        };
    }

    private Decision believable(Decision decision, Map<String, Understanding> understood) {
        List<Candidate> candidates = decision.candidates();
        if (decision.verdict() == Verdict.NOBODY) {
            return decision;
        }
        Candidate first = candidates.get(0);
        boolean unread = skills.get(first.id()).knowsItsGrammar() && !understood.containsKey(first.id());
        return unread && first.confidence() < MEANT_THOUGH_UNREAD ? Decision.nobody(candidates) : decision;
    }

    /** Of one plugin's skills the one that read the request is meant, not a likelier one that could not. */
    private Candidate reader(List<Candidate> candidates, Map<String, Understanding> understood) {
        Candidate first = candidates.get(0);
        Installed skill = skills.get(first.id());
        if (!skill.knowsItsGrammar() || understood.containsKey(first.id())) {
            return first;
        }
        return candidates.stream()
                .filter(other -> understood.containsKey(other.id())
                        && other.confidence() >= SIBLING
                        && skills.get(other.id()).pluginId().equals(skill.pluginId()))
                .findFirst()
                .orElse(first);
    }

    private List<Offers.Offer> likelierOffers(List<Route> routes, double best) throws ForeignFailure {
        List<Offers.Offer> offered = market.map(
                        known -> Stream.concat(known.offers().stream(), known.disabled().stream())
                                .toList())
                .orElse(List.of());
        if (offered.isEmpty()) {
            return List.of();
        }
        Suggestions suggestions = Suggestions.of(utterance, offered, routes, router, guard);
        List<Offers.Offer> likelier =
                suggestions.confidence() > best + CLEARLY_LIKELIER || best == 0 ? suggestions.offers() : List.of();
        recorder.step("offers", Explanation.of(suggestions.decision(), likelier));
        return likelier;
    }

    private Outcome answer(Candidate candidate, Map<String, Understanding> understood, Locale language) {
        Installed skill = skills.get(candidate.id());
        if (!skill.hasItsAttachments(utterance)) {
            String text = Sentences.needsAttachment(language, skill.descriptor().attachments());
            return asked(text, skill);
        }
        Understanding own = understood.get(skill.id());
        if (own != null) {
            return chosen(new Choice(skill, own.arguments()), "read by the skill itself");
        }
        ArgumentFiller.Filled filled = new ArgumentFiller(skill.schema()).fill(utterance.text());
        boolean guess = candidate.confidence() < FILLED_THOUGH_UNREAD || filled.leavesNumbers();
        if (skill.knowsItsGrammar() && guess) {
            return asked(Sentences.cannotRead(language, skill.example(language)), skill);
        }
        return filled.arguments()
                .map(arguments -> chosen(new Choice(skill, arguments), "filled from its schema"))
                .orElseGet(() -> asked(
                        filled.missing().isEmpty()
                                ? Sentences.cannotRead(language, skill.example(language))
                                : Sentences.missing(language, filled.missing(), skill.example(language)),
                        skill));
    }

    private Outcome chosen(Choice choice, String how) {
        recorder.step("arguments", how + ": " + choice.arguments().values().keySet());
        return new Outcome(Optional.of(choice), Optional.empty(), List.of());
    }

    private Outcome asked(String text, Installed skill) {
        recorder.step("ask back", text);
        return new Outcome(Optional.empty(), Optional.of(new Question(text, Optional.of(skill.id()))), List.of());
    }

    private Question whichIsMeant(Decision decision, Locale language) {
        double best = decision.candidates().get(0).confidence();
        List<Installed> meant = decision.candidates().stream()
                .filter(candidate -> candidate.confidence() > best - CLEARLY_LIKELIER)
                .limit(3)
                .map(candidate -> skills.get(candidate.id()))
                .toList();
        List<String> examples =
                meant.stream().map(skill -> skill.example(language)).distinct().toList();
        if (examples.size() < meant.size()) {
            List<String> ids = meant.stream().map(Installed::id).toList();
            return new Question(Sentences.alike(language, examples.get(0), ids), Optional.empty());
        }
        return new Question(Sentences.whichIsMeant(language, examples), Optional.empty());
    }
}

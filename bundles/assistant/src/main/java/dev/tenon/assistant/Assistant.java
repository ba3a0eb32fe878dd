// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import dev.tenon.api.platform.Answer;
import dev.tenon.api.platform.Answer.Outcome;
import dev.tenon.api.platform.Answers;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import dev.tenon.runtime.Offers;
import dev.tenon.runtime.ServiceOrigin;
import dev.tenon.runtime.Startup;
import dev.tenon.runtime.Traces;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Answers requests with the skills that are here. */
@Component(
        service = {Answers.class, Traces.class},
        configurationPid = Assistant.PID)
@Designate(ocd = Assistant.Config.class)
public final class Assistant implements Answers, Traces {
    static final String PID = "dev.tenon.assistant";
    /** So many skills may be removed between the choice and the call of one request. */
    private static final int MOST_REMOVED = 3;

    private static final Duration START_PATIENCE = Duration.ofSeconds(30);

    private final SkillBook book = new SkillBook();
    private final Routers routers = new Routers();
    private final AtomicReference<Optional<Offers>> offers = new AtomicReference<>(Optional.empty());
    private final TraceLog traces = new TraceLog();
    private final Guard guard;
    private final Invocation invocation;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Startup> startups = List.of();

    /** Settings. */
    @ObjectClassDefinition(name = "Assistant")
    @interface Config {
        /** Time limit of one call. */
        @AttributeDefinition(
                name = "Time for an answer [seconds]",
                min = "1",
                description = "Time allowed to a skill for one answer, in seconds")
        int call_seconds() default 60;

        /** Calls of plugins' code at a time. */
        @AttributeDefinition(
                name = "Skills at work [calls]",
                min = "2",
                description = "Most skills that work at the same time")
        int max_calls() default 64;
    }

    /**
     * Starts.
     *
     * @param config see {@link Config}
     * @throws IllegalArgumentException if a setting is below its least value
     */
    @Activate
    public Assistant(Config config) {
        if (config.call_seconds() < 1 || config.max_calls() < 2) {
            throw new IllegalArgumentException("call.seconds must be at least 1 and max.calls at least 2: "
                    + config.call_seconds() + ", " + config.max_calls());
        }
        guard = new Guard(config.max_calls());
        invocation = new Invocation(guard, book, Duration.ofSeconds(config.call_seconds()));
    }

    @Deactivate
    void stop() {
        guard.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSkill(ServiceReference<Skill> reference, Skill skill) {
        ServiceOrigin origin = ServiceOrigin.of(reference);
        arrived(origin.pluginId(), origin.version(), (Long) reference.getProperty(Constants.SERVICE_ID), skill);
    }

    /** Another release stands behind the service now: it describes itself anew. */
    void updatedSkill(ServiceReference<Skill> reference, Skill skill) {
        addSkill(reference, skill);
    }

    void removeSkill(ServiceReference<Skill> reference) {
        left((Long) reference.getProperty(Constants.SERVICE_ID));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRouter(ServiceReference<Router> reference, Router service) {
        routers.addRouter(reference, service);
    }

    void updatedRouter(ServiceReference<Router> reference, Router service) {
        routers.addRouter(reference, service);
    }

    void removeRouter(ServiceReference<Router> reference) {
        routers.removeRouter(reference);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setOffers(Offers service) {
        offers.set(Optional.of(service));
    }

    void unsetOffers(Offers service) {
        offers.updateAndGet(now -> now.filter(current -> current != service));
    }

    /** The only router, in place of the one that was set before. */
    void setRouter(Router router) {
        routers.add(PID, Version.emptyVersion, 0, 0, router);
    }

    /** What says whether plugins are still starting, in place of what said so before. */
    void setStartup(Startup startup) {
        startups = List.of(startup);
    }

    void arrived(String pluginId, Version version, long serviceId, Skill skill) {
        book.add(pluginId, version, serviceId, skill, guard);
    }

    void left(long serviceId) {
        book.remove(serviceId);
    }

    @Override
    public Answer ask(Utterance asked, Consumer<String> parts) {
        Recorder recorder = new Recorder(asked.text());
        Locale language = Sentences.language(asked.language(), asked.text());
        Utterance utterance = new Utterance(asked.text(), language, asked.attachments());
        Call call = new Call(utterance, language, parts);
        Answer answer;
        try {
            answer = answer(utterance, language, call, recorder);
        } catch (ForeignFailure e) {
            boolean gone = e.kind() == ForeignFailure.Kind.ASKER_GONE;
            String text = gone ? Sentences.gone(language) : Sentences.tooBusy(language);
            recorder.step("give up", e.getMessage());
            call.pass(text);
            answer = new Answer(Outcome.FAILED, text, Map.of(), Optional.empty(), List.of(), recorder.id());
        }
        traces.add(
                recorder.trace(answer.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-')));
        return answer;
    }

    private Answer answer(Utterance utterance, Locale language, Call call, Recorder recorder) throws ForeignFailure {
        if (utterance.text().isBlank() && utterance.attachments().isEmpty()) {
            return nobody(Sentences.empty(language), List.of(), call, recorder);
        }
        List<Startup> underWay = startups.stream().filter(Startup::isUnderWay).toList();
        Selection.Outcome outcome = choose(utterance, language, recorder);
        if (outcome.choice().isEmpty() && awaitStart(underWay, recorder)) {
            outcome = choose(utterance, language, recorder);
        }
        for (int i = 0; outcome.choice().isPresent(); i++) {
            Optional<Answer> answer = invocation.run(outcome.choice().get(), call, recorder);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (i == MOST_REMOVED) {
                return nobody(Sentences.nobody(language), List.of(), call, recorder);
            }
            recorder.step("choose", "the skill was removed meanwhile: chosen anew");
            outcome = choose(utterance, language, recorder);
        }
        return outcome.question().isPresent()
                ? askBack(outcome.question().get(), call, recorder)
                : suggest(outcome.offers(), language, call, recorder);
    }

    private Selection.Outcome choose(Utterance utterance, Locale language, Recorder recorder) throws ForeignFailure {
        List<Installed> skills = book.skills(guard);
        Map<String, Understanding> understood = Reading.of(utterance, skills, guard);
        skills.forEach(skill -> Optional.ofNullable(understood.get(skill.id()))
                .ifPresent(reading -> Secrets.keep(skill, Optional.of(reading.arguments()), recorder)));
        recorder.step("read", understood.isEmpty() ? "by none of " + skills.size() : "by " + readers(understood));
        Selection.Outcome outcome = new Selection(utterance, skills, routers.best(), offers.get(), guard, recorder)
                .choose(understood, language);
        outcome.choice().ifPresent(choice -> Secrets.keep(choice.skill(), Optional.of(choice.arguments()), recorder));
        outcome.question().flatMap(Selection.Question::about).ifPresent(id -> skills.stream()
                .filter(skill -> skill.id().equals(id) && !understood.containsKey(id))
                .forEach(skill -> Secrets.keep(skill, Optional.empty(), recorder)));
        return outcome;
    }

    /** Waits for plugins that were still starting, one of which may know; says whether it is worth to look again. */
    private static boolean awaitStart(List<Startup> underWay, Recorder recorder) {
        try {
            for (Startup startup : underWay) {
                recorder.step("wait", "plugins are still starting");
                startup.await(START_PATIENCE);
            }
            return !underWay.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String readers(Map<String, Understanding> understood) {
        return understood.entrySet().stream()
                .map(entry ->
                        "%s (%.2f)".formatted(entry.getKey(), entry.getValue().confidence()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Answer askBack(Selection.Question question, Call call, Recorder recorder) {
        call.pass(question.text());
        return new Answer(Outcome.ASKED_BACK, question.text(), Map.of(), question.about(), List.of(), recorder.id());
    }

    private Answer suggest(List<Offers.Offer> could, Locale language, Call call, Recorder recorder) {
        Set<String> disabled = could.isEmpty() ? Set.of() : disabled();
        if (!could.isEmpty() && disabled.contains(could.get(0).pluginId())) {
            String text = Sentences.couldBeEnabled(language, could.get(0).shortName());
            return nobody(text, List.of(), call, recorder);
        }
        List<Offers.Offer> missing = could.stream()
                .filter(offer -> !disabled.contains(offer.pluginId()))
                .toList();
        String text = !missing.isEmpty()
                ? Sentences.couldBeInstalled(
                        language, missing.stream().map(Offers.Offer::shortName).toList())
                : offers.get().isEmpty() ? Sentences.nobodyWithoutMarket(language) : Sentences.nobody(language);
        return nobody(text, missing.stream().map(Offers.Offer::pluginId).toList(), call, recorder);
    }

    private Set<String> disabled() {
        return offers.get().map(Offers::disabled).orElse(List.of()).stream()
                .map(Offers.Offer::pluginId)
                .collect(Collectors.toSet());
    }

    private static Answer nobody(String text, List<String> suggestions, Call call, Recorder recorder) {
        call.pass(text);
        return new Answer(Outcome.NOBODY, text, Map.of(), Optional.empty(), suggestions, recorder.id());
    }

    @Override
    public Optional<Trace> find(String id) {
        return traces.find(id);
    }

    @Override
    public List<Trace> recent(int limit) {
        return traces.recent(limit);
    }
}

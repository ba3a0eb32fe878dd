// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.api.backend.BackendException;
import dev.tenon.api.platform.Answer;
import dev.tenon.api.platform.Answers;
import dev.tenon.api.platform.Inference;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Route;
import dev.tenon.api.router.Router;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillContext;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The consumers of kinds that the assistant calls too. */
final class Askers {
    private Askers() {}

    private static void ask(Answers answers, String text, String wanted, Consumer<String> parts) {
        Answer answer = answers.ask(Utterance.of(text, Locale.ENGLISH), parts);
        if (answer.outcome() != Answer.Outcome.ANSWERED || !answer.text().contains(wanted)) {
            throw new IllegalStateException("asked '" + text + "': " + answer.outcome() + ", " + answer.text());
        }
    }

    /** Calls the skill itself; what lasts is asked of the assistant. */
    @Component(property = SwapCalls.KIND + "=skill")
    public static final class OfSkill implements SwapCalls {
        private final Skill skill;
        private final Answers answers;

        @Activate
        public OfSkill(
                @Reference(target = "(" + SwapCalls.SUBJECT + "=skill)") Skill skill, @Reference Answers answers) {
            this.skill = skill;
            this.answers = answers;
        }

        @Override
        public void call() throws SkillException {
            Utterance utterance = Utterance.of(LabourSkill.QUICK, Locale.ENGLISH);
            Understanding understood = skill.understand(utterance)
                    .orElseThrow(() -> new IllegalStateException("the skill does not understand its own example"));
            SkillResult result = skill.invoke(understood.arguments(), new PlainContext(utterance));
            if (!result.text().equals(LabourSkill.DONE)) {
                throw new IllegalStateException("a wrong result: " + result);
            }
        }

        @Override
        public boolean stream(BooleanSupplier goOn) {
            AtomicInteger parts = new AtomicInteger();
            ask(answers, LabourSkill.SLOW, LabourSkill.DONE, part -> parts.incrementAndGet());
            if (parts.get() < ModelWork.SLOW_STEPS) {
                throw new IllegalStateException("only " + parts + " parts of a streamed answer came");
            }
            return true;
        }
    }

    /** What a skill is called with. */
    private record PlainContext(Utterance utterance) implements SkillContext {
        @Override
        public Locale language() {
            return utterance.language();
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        @Override
        public void emit(String part) {
            // nobody reads along
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    }

    /** Lets the router choose of a few; the assistant, between whiles, of all that there are. */
    @Component(property = SwapCalls.KIND + "=router")
    public static final class OfRouter implements SwapCalls {
        private static final List<Route> ROUTES = List.of(
                route("weather", "how is the weather", "will it rain tomorrow", "what is the temperature outside"),
                route("music", "play a song", "turn the music down", "which song is this"),
                route("money", "how much is on my account", "send ten euros to Ada", "what did I spend in May"));

        private final Router router;
        private final Answers answers;
        private final ModelWork work;

        @Activate
        public OfRouter(@Reference Router router, @Reference Answers answers, @Reference Inference inference) {
            this.router = router;
            this.answers = answers;
            work = new ModelWork(inference);
        }

        private static Route route(String id, String... examples) {
            Map<Locale, List<String>> english = Map.of(Locale.ENGLISH, List.of(examples));
            return new Route(id, "About " + id + ".", english, List.of(), Optional.empty());
        }

        @Override
        public void call() throws BackendException {
            Decision decision = router.decide(Utterance.of("will it rain today", Locale.ENGLISH), ROUTES);
            if (decision.candidates().isEmpty()
                    || !decision.candidates().get(0).id().equals("weather")) {
                throw new IllegalStateException("a wrong result: " + decision);
            }
            work.run();
        }

        @Override
        public boolean stream(BooleanSupplier goOn) {
            ask(answers, "what is 17.5 % of 240?", "42", part -> {});
            return true;
        }
    }
}

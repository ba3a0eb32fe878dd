// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.lifecycle.PluginWithdrawnException;
import dev.tenon.api.platform.Answer;
import dev.tenon.api.platform.Answer.Outcome;
import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Decision.Verdict;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import dev.tenon.assistant.TestSkill.Body;
import dev.tenon.router.adaptive.AdaptiveRouter;
import dev.tenon.runtime.Offers.Offer;
import dev.tenon.runtime.Startup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssistantTest {
    private static final Body HELLO = (arguments, context) -> new SkillResult("hello", Map.of());
    private final TestAssistant assistant = new TestAssistant(1, 8);

    @BeforeEach
    void route() {
        assistant.use(new AdaptiveRouter());
    }

    @AfterEach
    void stop() {
        assistant.close();
    }

    private Answer ask(String text) {
        return assistant.ask(Utterance.of(text, Locale.ROOT));
    }

    @Test
    void answersAndKeepsATrace() {
        assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", HELLO));
        Answer answer = ask("greet me");
        assertThat(answer.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(answer.text()).isEqualTo("hello");
        assertThat(answer.answeredBy()).contains("org.example.greet/greet");
        assertThat(assistant.steps(answer)).extracting(step -> step.name()).contains("read", "route", "arguments");
        assertThat(assistant.itself().recent(5)).singleElement().satisfies(trace -> assertThat(trace.outcome())
                .isEqualTo("answered"));
    }

    @Test
    void whatNobodyKnowsYetWaitsForThePluginsThatStart() {
        assistant.starting(new Startup() {
            private boolean started;

            @Override
            public boolean isUnderWay() {
                return !started;
            }

            @Override
            public boolean await(Duration limit) {
                assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", HELLO));
                started = true;
                return true;
            }
        });
        Answer answer = ask("greet me");
        assertThat(answer.text()).isEqualTo("hello");
        assertThat(assistant.steps(answer)).extracting(step -> step.name()).contains("wait");
        assertThat(assistant.steps(ask("greet me")))
                .extracting(step -> step.name())
                .doesNotContain("wait");
    }

    @Test
    void passesPartsAsTheyComeAndTheWholeTextInTheEnd() {
        assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", (arguments, context) -> {
            context.emit("one ");
            context.emit("two ");
            return new SkillResult("three", Map.of());
        }));
        List<String> parts = new ArrayList<>();
        Answer answer = assistant.ask(Utterance.of("greet me", Locale.ENGLISH), parts::add);
        assertThat(parts).containsExactly("one ", "two ", "three");
        assertThat(answer.text()).isEqualTo("one two three");
    }

    @Test
    void aListenerThatBreaksStopsTheSkillAndNothingElse() {
        assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", (arguments, context) -> {
            context.emit("one");
            return new SkillResult(context.isCancelled() ? "stopped" : "went on", Map.of());
        }));
        Answer answer = assistant.ask(Utterance.of("greet me", Locale.ENGLISH), part -> {
            throw new IllegalStateException("gone");
        });
        assertThat(answer.text()).endsWith("stopped");
    }

    @Test
    void namesTheSkillsThatTheirExamplesDoNotTellApart() {
        assistant.install("org.example.teapot", "1.0.0", new TestSkill("steep", HELLO));
        assistant.install("org.example.samovar", "1.0.0", new TestSkill("steep", HELLO));
        Answer answer = ask("steep me");
        assertThat(answer.outcome()).isEqualTo(Outcome.ASKED_BACK);
        assertThat(answer.text()).contains("org.example.teapot/steep", "org.example.samovar/steep", "'steep me'");
        assertThat(assistant.ask(Utterance.of("steep me", Locale.CHINESE)).text())
                .contains("org.example.samovar/steep、org.example.teapot/steep")
                .contains("卸载");
    }

    @Test
    void theNewestVersionOfAPluginAnswers() {
        long one = assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", HELLO));
        long two = assistant.install(
                "org.example.greet", "1.10.0", new TestSkill("greet", (a, c) -> new SkillResult("new", Map.of())));
        assistant.install(
                "org.example.greet", "1.9.0", new TestSkill("greet", (a, c) -> new SkillResult("nine", Map.of())));
        assertThat(ask("greet me").text()).isEqualTo("new");
        assistant.remove(two);
        assertThat(ask("greet me").text()).isEqualTo("nine");
        assistant.remove(one);
        assertThat(ask("greet me").text()).isEqualTo("nine");
    }

    @Test
    void noRequestIsLostWhileVersionsAreSwapped() throws Exception {
        long current = assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", HELLO));
        ExecutorService callers = Executors.newFixedThreadPool(3);
        CountDownLatch swapped = new CountDownLatch(1);
        List<Future<List<Outcome>>> outcomes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            outcomes.add(callers.submit(() -> {
                List<Outcome> seen = new ArrayList<>();
                while (swapped.getCount() > 0 || seen.isEmpty()) {
                    seen.add(ask("greet me").outcome());
                }
                return seen;
            }));
        }
        for (int version = 1; version <= 50; version++) {
            long next = assistant.install("org.example.greet", "1.0." + version, new TestSkill("greet", HELLO));
            assistant.remove(current);
            current = next;
        }
        swapped.countDown();
        for (Future<List<Outcome>> seen : outcomes) {
            assertThat(seen.get(20, TimeUnit.SECONDS)).containsOnly(Outcome.ANSWERED);
        }
        callers.shutdownNow();
    }

    @Test
    void asksAgainWhenACallWasEndedBecauseItsReleaseWasReplaced() {
        AtomicInteger calls = new AtomicInteger();
        assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", (arguments, context) -> {
            if (calls.incrementAndGet() == 1) {
                throw new SkillException(
                        SkillException.Reason.UNAVAILABLE,
                        "ask again",
                        new PluginWithdrawnException("org.example.greet", "ask again"));
            }
            return HELLO.invoke(arguments, context);
        }));
        assertThat(ask("greet me").text()).isEqualTo("hello");
        assertThat(calls).hasValue(2);
    }

    @Test
    void asksNotForEverWhatIsEndedEachTime() {
        AtomicInteger calls = new AtomicInteger();
        assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", (arguments, context) -> {
            calls.incrementAndGet();
            throw new PluginWithdrawnException("org.example.greet", "gone");
        }));
        assertThat(ask("greet me").text())
                .isEqualTo("The skill 'org.example.greet/greet' was replaced while it answered; ask again.");
        assertThat(calls).hasValue(2);
    }

    @Test
    void choosesAnewWhenTheChosenSkillWasRemoved() {
        long[] own = new long[1];
        own[0] = assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", (arguments, context) -> {
            assistant.remove(own[0]);
            throw new PluginWithdrawnException("org.example.greet", "it has been taken away");
        }));
        assertThat(ask("greet me").outcome()).isEqualTo(Outcome.NOBODY);
    }

    @Test
    void readsAgainForAReleaseThatCallsItsArgumentsByOtherNames() {
        long[] old = new long[1];
        old[0] = assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", (arguments, context) -> {
            assistant.remove(old[0]);
            assistant.install("org.example.greet", "1.1.0", new TestSkill("greet", HELLO));
            throw new SkillException(SkillException.Reason.INVALID_ARGUMENT, "'whom' is missing");
        }));
        assertThat(ask("greet me").text()).isEqualTo("hello");
    }

    @Test
    void asksTheSuccessorOfASkillThatBrokeBecauseItWasTakenAway() {
        long[] old = new long[1];
        old[0] = assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", (arguments, context) -> {
            assistant.remove(old[0]);
            assistant.install("org.example.greet", "1.1.0", new TestSkill("greet", HELLO));
            throw new IllegalStateException("bundle is gone");
        }));
        assertThat(ask("greet me").text()).isEqualTo("hello");
    }

    @Test
    void whatASkillRefusesIsSaidInItsWords() {
        assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", (arguments, context) -> {
            throw new SkillException(SkillException.Reason.NO_ANSWER, "Nobody is here.");
        }));
        Answer answer = ask("greet me");
        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(answer.text()).isEqualTo("Nobody is here.");
    }

    @Test
    void whateverAPluginThrowsBecomesAnAnswer() {
        for (Throwable thrown : List.of(
                new RuntimeException(),
                new NoClassDefFoundError("x"),
                new StackOverflowError(),
                new AssertionError())) {
            try (TestAssistant alone = new TestAssistant(1, 4)) {
                alone.use(new AdaptiveRouter());
                alone.install("org.example.greet", "1.0.0", new TestSkill("greet", (arguments, context) -> {
                    TestSkill.sneak(thrown);
                    return new SkillResult("", Map.of());
                }));
                Answer answer = alone.ask(Utterance.of("greet me", Locale.ENGLISH));
                assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
                assertThat(answer.text()).contains("org.example.greet/greet");
            }
        }
    }

    @Test
    void aSkillThatHangsIsLeftAndTheOthersGoOn() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", (arguments, context) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                cancelled.countDown();
            }
            return new SkillResult("late", Map.of());
        }));
        Answer answer = ask("greet me");
        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.text()).contains("within 1 seconds");
        assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSkillThatHangsOrThrowsWhileUnderstandingHidesNoOther() {
        assistant.install("org.example.a", "1.0.0", TestSkill.understanding("hangs", utterance -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }));
        assistant.install("org.example.b", "1.0.0", TestSkill.understanding("throws", utterance -> {
            throw new IllegalStateException();
        }));
        assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", HELLO));
        assertThat(ask("greet me").text()).isEqualTo("hello");
    }

    @Test
    void aSkillThatUnderstandsAllIsFoundWithoutTheRouter() {
        assistant.install(
                "org.example.code",
                "1.0.0",
                TestSkill.understanding(
                        "code",
                        utterance -> utterance.text().equals("xyzzy")
                                ? Optional.of(new Understanding(new Arguments(Map.of()), 1))
                                : Optional.empty()));
        assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", HELLO));
        assertThat(ask("xyzzy").answeredBy()).contains("org.example.code/code");
        assistant.use((utterance, routes) -> {
            throw new IllegalStateException();
        });
        assertThat(ask("xyzzy").answeredBy()).contains("org.example.code/code");
    }

    @Test
    void getsAcquaintedWithASkillBeforeAnybodyAsks() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        assistant.install("org.example.code", "1.0.0", TestSkill.understanding("code", utterance -> {
            asked.countDown();
            return Optional.empty();
        }));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void argumentsThatDoNotFitTheSchemaNeverReachTheSkill() {
        assistant.install(
                "org.example.code",
                "1.0.0",
                TestSkill.understanding(
                        "code", utterance -> Optional.of(new Understanding(Arguments.of("unknown", 1), 1))));
        assertThat(ask("anything").outcome()).isEqualTo(Outcome.NOBODY);
    }

    @Test
    void namesThePluginThatCould() {
        assistant.offer(new Offer(
                "org.example.tides",
                "tides",
                "Tides",
                "tides",
                "Tides.",
                Map.of(Locale.ENGLISH, List.of("when is high tide in Brest"), Locale.CHINESE, List.of("布雷斯特什么时候涨潮")),
                List.of()));
        Answer answer = ask("when is high tide in Dover?");
        assertThat(answer.outcome()).isEqualTo(Outcome.NOBODY);
        assertThat(answer.suggestions()).containsExactly("org.example.tides");
        assertThat(answer.text())
                .isEqualTo("Nothing installed can answer this. The plugin 'tides' could: ./tenon plugin install tides");
        assertThat(ask("多佛什么时候涨潮").text()).contains("插件“tides”可以：./tenon plugin install tides");
        assertThat(ask("who wrote the bible").text()).contains("nothing in the marketplace can");
    }

    @Test
    void oddRequestsGetAClearAnswer() {
        assistant.install("org.example.greet", "1.0.0", new TestSkill("greet", HELLO));
        assertThat(ask(" ").text()).isEqualTo("The request is empty: ask something.");
        assertThat(assistant.ask(Utterance.of("", Locale.CHINESE)).text()).isEqualTo("请求是空的，请提一个问题。");
        for (String odd : List.of("🙂", "a".repeat(Utterance.MAX_LENGTH), "潮".repeat(Utterance.MAX_LENGTH), "\u0000")) {
            assertThat(ask(odd).outcome()).isEqualTo(Outcome.NOBODY);
        }
    }

    @Test
    void theGivenLanguageWinsOverTheScript() {
        assistant.install(
                "org.example.greet",
                "1.0.0",
                new TestSkill(
                        "greet",
                        (arguments, context) ->
                                new SkillResult(context.language().toLanguageTag(), Map.of())));
        assertThat(ask("greet me").text()).isEqualTo("en");
        assertThat(assistant
                        .ask(Utterance.of("greet me", Locale.SIMPLIFIED_CHINESE))
                        .text())
                .isEqualTo("zh-CN");
        assertThat(ask("请 greet").text()).isEqualTo("zh");
        assertThat(ask("please greet me in 东京").text()).isEqualTo("en");
    }

    @Test
    void aFullHouseIsSaidAndNotTakenForIgnorance() throws Exception {
        try (TestAssistant small = new TestAssistant(1, 2)) {
            CountDownLatch inside = new CountDownLatch(2);
            CountDownLatch release = new CountDownLatch(1);
            small.use((utterance, routes) ->
                    new Decision(Verdict.ANSWER, List.of(new Candidate("org.example.greet/greet", 1, Map.of(), ""))));
            small.install("org.example.greet", "1.0.0", new TestSkill("greet", (arguments, context) -> {
                inside.countDown();
                boolean done = false;
                while (!done) {
                    done = waited(release);
                }
                return new SkillResult("late", Map.of());
            }));
            ExecutorService callers = Executors.newFixedThreadPool(2);
            small.ask(Utterance.of("", Locale.ENGLISH));
            callers.submit(() -> small.ask(Utterance.of("greet me", Locale.ENGLISH)));
            callers.submit(() -> small.ask(Utterance.of("greet me", Locale.ENGLISH)));
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
            Answer answer = small.ask(Utterance.of("greet me", Locale.ENGLISH));
            release.countDown();
            callers.shutdown();
            assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(answer.text()).contains("busy");
        }
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new Assistant(TestAssistant.config(0, 8))).hasMessageContaining("call.seconds");
        assertThatThrownBy(() -> new Assistant(TestAssistant.config(1, 1))).hasMessageContaining("max.calls");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.platform.Answer;
import dev.tenon.api.platform.Answer.Outcome;
import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Decision.Verdict;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Utterance;
import dev.tenon.runtime.Offers.Offer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is asked back, and when the marketplace is looked at before anybody answers. */
class AskBackTest {
    private static final String GREET = "org.example.greet/greet";
    private static final String PART = "org.example.part/part";

    private final TestAssistant assistant = new TestAssistant();

    AskBackTest() {
        for (String name : List.of("greet", "part")) {
            assistant.install(
                    "org.example." + name,
                    "1.0.0",
                    new TestSkill(name, (arguments, context) -> new SkillResult(name, Map.of())));
        }
    }

    @AfterEach
    void stop() {
        assistant.close();
    }

    private Answer ask(String text) {
        return assistant.ask(Utterance.of(text, Locale.ROOT));
    }

    private static Candidate candidate(String id, double confidence) {
        return new Candidate(id, confidence, Map.of("nearest", confidence), "planted");
    }

    @Test
    void prefersTheSkillOfAPluginThatReadTheRequest() {
        String plugin = "org.example.clock";
        assistant.install(
                plugin,
                "1.0.0",
                TestSkill.understanding("start", said -> TestSkill.exact(said, "start me", "please start")));
        for (String id : List.of(plugin, "org.example.other")) {
            assistant.install(
                    id,
                    "1.0.0",
                    TestSkill.understanding(
                            "stop", said -> TestSkill.exact(said, "stop me", "please stop", "enough, clock")));
        }
        assistant.use((utterance, routes) -> new Decision(
                Verdict.ANSWER,
                List.of(
                        candidate(plugin + "/start", 0.7),
                        candidate("org.example.other/stop", 0.5),
                        candidate(plugin + "/stop", 0.45))));
        assertThat(ask("enough, clock").answeredBy()).contains(plugin + "/stop");
        assertThat(ask("go on").answeredBy()).contains(plugin + "/start");
        assertThat(ask("go on").outcome()).isEqualTo(Outcome.ASKED_BACK);
    }

    @Test
    void asksWhichIsMeant() {
        assistant.use((utterance, routes) ->
                new Decision(Verdict.ASK, List.of(candidate(GREET, 0.6), candidate(PART, 0.58))));
        Answer answer = ask("say something");
        assertThat(answer.outcome()).isEqualTo(Outcome.ASKED_BACK);
        assertThat(answer.text()).contains("'greet me' or 'part me'");
        assertThat(answer.answeredBy()).isEmpty();
        assertThat(ask("说点什么").text()).contains("我不确定您的意思");
        assertThat(assistant.steps(answer).get(1).detail()).contains("0.60 " + GREET, "nearest 0.60", "planted");
    }

    @Test
    void aSkillThatCouldNotReadTheRequestIsNotGuessedAt() {
        assistant.install(
                "org.example.code",
                "1.0.0",
                TestSkill.understanding("code", utterance -> TestSkill.exact(utterance, "code me", "please code")));
        assistant.use(
                (utterance, routes) -> new Decision(Verdict.ANSWER, List.of(candidate("org.example.code/code", 0.9))));
        Answer unread = ask("code it 7 times");
        assertThat(unread.outcome()).isEqualTo(Outcome.ASKED_BACK);
        assertThat(unread.answeredBy()).contains("org.example.code/code");
        assertThat(unread.text()).contains("'code me'");
        assistant.use(
                (utterance, routes) -> new Decision(Verdict.ANSWER, List.of(candidate("org.example.code/code", 0.45))));
        assertThat(ask("code it somehow").outcome()).isEqualTo(Outcome.NOBODY);
        assistant.use(
                (utterance, routes) -> new Decision(Verdict.ANSWER, List.of(candidate("org.example.code/code", 0.9))));
        assertThat(ask("code it somehow").text()).isEqualTo("code");
    }

    @Test
    void theTraceSaysWhyNobodyAnswersWhatOneSkillIsNearTo() {
        offer("org.example.tides", "tides");
        assistant.install(
                "org.example.code",
                "1.0.0",
                TestSkill.understanding("code", utterance -> TestSkill.exact(utterance, "code me", "please code")));
        assistant.use((utterance, routes) ->
                new Decision(Verdict.ASK, List.of(candidate("org.example.code/code", 0.4), candidate(GREET, 0.03))));
        Answer answer = ask("code something");
        assertThat(answer.outcome()).isEqualTo(Outcome.NOBODY);
        assertThat(assistant.steps(answer))
                .extracting(step ->
                        step.name() + ": " + step.detail().lines().findFirst().orElse(""))
                .contains(
                        "route: none is near enough: the first could not read the request",
                        "offers: none is likelier than what is installed");
    }

    @Test
    void theMarketplaceIsNamedWhereItIsClearlyLikelier() {
        offer("org.example.tides", "tides");
        assistant.use((utterance, routes) -> new Decision(
                Verdict.ANSWER,
                routes.size() == 2
                        ? List.of(candidate(GREET, 0.55))
                        : List.of(candidate("org.example.tides/tides", 0.9), candidate(GREET, 0.55))));
        assertThat(ask("when is high tide").suggestions()).containsExactly("org.example.tides");
        assistant.use((utterance, routes) -> new Decision(
                Verdict.ANSWER,
                routes.size() == 2
                        ? List.of(candidate(GREET, 0.85))
                        : List.of(candidate("org.example.tides/tides", 0.99), candidate(GREET, 0.85))));
        assertThat(ask("greet me").answeredBy()).contains(GREET);
    }

    @Test
    void aSkillThatIsInstalledIsNotOfferedAgain() {
        offer("org.example.greet", "greet");
        assistant.use((utterance, routes) -> {
            assertThat(routes).hasSize(2);
            return Decision.nobody(List.of());
        });
        assertThat(ask("greet me").outcome()).isEqualTo(Outcome.NOBODY);
    }

    @Test
    void aRouterThatNamesStrangersIsNotBelieved() {
        assistant.use(
                (utterance, routes) -> new Decision(Verdict.ANSWER, List.of(candidate("org.example.nobody/here", 1))));
        assertThat(ask("greet me").outcome()).isEqualTo(Outcome.NOBODY);
    }

    /** Of what is installed nobody is near; of what is not, the first clearly and the second less so. */
    private void offeredRank(String first, String second) {
        assistant.use((utterance, routes) -> routes.size() == 2
                ? Decision.nobody(List.of())
                : new Decision(Verdict.ANSWER, List.of(candidate(first, 0.9), candidate(second, 0.6))));
    }

    @Test
    void aPluginThatIsDisabledIsToBeEnabledNotInstalled() {
        assistant.disable(offered("org.example.zodiac", "zodiac"));
        offer("org.example.tides", "tides");
        offeredRank("org.example.zodiac/zodiac", "org.example.tides/tides");
        Answer answer = ask("which sign is mine");
        assertThat(answer.outcome()).isEqualTo(Outcome.NOBODY);
        assertThat(answer.text()).contains("installed, but disabled: ./tenon plugin enable zodiac");
        assertThat(answer.suggestions()).isEmpty();
        assertThat(ask("我是什么星座").text()).contains("已安装", "停用", "./tenon plugin enable zodiac");
    }

    @Test
    void aPluginOfTheMarketplaceThatIsLikelierThanADisabledOneIsNamedAlone() {
        assistant.disable(offered("org.example.zodiac", "zodiac"));
        offer("org.example.tides", "tides");
        offeredRank("org.example.tides/tides", "org.example.zodiac/zodiac");
        Answer answer = ask("when is high tide");
        assertThat(answer.suggestions()).containsExactly("org.example.tides");
        assertThat(answer.text()).endsWith("./tenon plugin install tides");
    }

    private void offer(String pluginId, String skill) {
        assistant.offer(offered(pluginId, skill));
    }

    private static Offer offered(String pluginId, String skill) {
        return new Offer(
                pluginId,
                skill,
                skill,
                skill,
                "Does " + skill + ".",
                Map.of(Locale.ENGLISH, List.of("when is high tide")),
                List.of());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Decision.Verdict;
import dev.tenon.api.router.Route;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesRouterTest {
    private static final Route COIN = route("org.example.coin/flip", "flip a coin", "抛硬币");
    private static final Route STOCK = route("org.example.stock/count", "how many bearings are in stock", "轴承库存还有多少");
    private static final Route LIGHTS =
            route("org.example.lights/switch", "switch on the lamp in the kitchen", "打开厨房的灯");
    private static final List<Route> ROUTES = List.of(COIN, STOCK, LIGHTS);

    static RulesRouter router(String... rules) {
        return new RulesRouter((RulesRouter.Config) Proxy.newProxyInstance(
                RulesRouter.Config.class.getClassLoader(),
                new Class<?>[] {RulesRouter.Config.class},
                (proxy, method, arguments) -> rules));
    }

    private static Route route(String id, String english, String chinese) {
        return new Route(
                id,
                id,
                Map.of(Locale.ENGLISH, List.of(english), Locale.CHINESE, List.of(chinese)),
                List.of(),
                Optional.empty());
    }

    private static Route reads(Route route, double confidence) {
        return new Route(
                route.id(),
                route.summary(),
                route.examples(),
                route.attachments(),
                Optional.of(new Understanding(new Arguments(Map.of("side", "heads")), confidence)));
    }

    private static Decision decide(RulesRouter router, String text, Route... routes) {
        return router.decide(Utterance.of(text, Locale.ROOT), routes.length == 0 ? ROUTES : List.of(routes));
    }

    private static String first(Decision decision) {
        return decision.candidates().get(0).id();
    }

    @Test
    void theFirstRuleThatFitsWins() {
        RulesRouter router = router(
                "# the shop floor", "", "lamp -> org.example.lights/switch", "lamp|coin -> org.example.coin/flip");
        assertThat(first(decide(router, "flip a coin below the lamp"))).isEqualTo(LIGHTS.id());
        Decision coin = decide(router, "Coin, please!");
        assertThat(coin.verdict()).isEqualTo(Verdict.ANSWER);
        assertThat(coin.candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.id()).isEqualTo(COIN.id());
            assertThat(candidate.confidence()).isEqualTo(1);
            assertThat(candidate.evidence()).containsEntry("rule", 4.0);
            assertThat(candidate.why()).isEqualTo("rule 4: lamp|coin");
        });
    }

    @Test
    void aRuleStandsAboveWhatSkillsReadThemselves() {
        RulesRouter router = router("lamp -> org.example.lights/switch");
        assertThat(first(decide(router, "lamp", reads(COIN, 1), LIGHTS))).isEqualTo(LIGHTS.id());
    }

    @Test
    void aRuleWhoseSkillIsNotHereGivesTheRequestToNobodyElse() {
        RulesRouter router = router("coin -> org.example.other/flip", "* -> org.example.coin/flip");
        assertThat(decide(router, "flip a coin", reads(COIN, 1))).isEqualTo(Decision.nobody(List.of()));
        Route offered = route("org.example.other/flip", "x", "x");
        assertThat(first(decide(router, "flip a coin", COIN, offered))).isEqualTo(offered.id());
        assertThat(first(decide(router, "anything"))).isEqualTo(COIN.id());
    }

    @Test
    void withoutARuleTheSkillThatReadsSurestAnswers() {
        Decision decision = decide(router(), "zorg", reads(COIN, 0.8), reads(STOCK, 0.9), LIGHTS);
        assertThat(decision.verdict()).isEqualTo(Verdict.ANSWER);
        assertThat(decision.candidates()).extracting(Candidate::id).containsExactly(STOCK.id(), COIN.id());
        assertThat(decision.candidates().get(0).evidence()).containsEntry("understood", 0.9);
        assertThat(decision.candidates().get(0).why()).isEqualTo("read [side]");
        assertThat(decide(router(), "zorg", reads(COIN, 0.79)).verdict()).isEqualTo(Verdict.NOBODY);
    }

    @Test
    void equallySureSkillsArePartedByTheirExamplesOrTheAskerIsAsked() {
        Decision parted = decide(router(), "is the lamp in stock", reads(COIN, 1), reads(STOCK, 1));
        assertThat(parted.verdict()).isEqualTo(Verdict.ANSWER);
        assertThat(first(parted)).isEqualTo(STOCK.id());
        assertThat(decide(router(), "zorg", reads(COIN, 1), reads(STOCK, 1)).verdict())
                .isEqualTo(Verdict.ASK);
    }

    @Test
    void clearOverlapWithTheExamplesDecidesLast() {
        Decision decision = decide(router(), "How many bearings do we have in stock?");
        assertThat(decision.verdict()).isEqualTo(Verdict.ANSWER);
        assertThat(first(decision)).isEqualTo(STOCK.id());
        assertThat(decision.candidates().get(0).why())
                .isEqualTo("shares [bearing, stock] with 'how many bearings are in stock'");
        assertThat(decision.candidates().get(0).evidence()).containsEntry("overlap", 1.0);
        assertThat(first(decide(router(), "请打开厨房的灯"))).isEqualTo(LIGHTS.id());
        Route twin = route("org.example.twin/count", "count bearings in stock", "x");
        assertThat(decide(router(), "bearings in stock", STOCK, twin).verdict()).isEqualTo(Verdict.NOBODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what is the capital of France",
                "what are you",
                "谁写了红楼梦",
                "这是什么",
                "",
                "🙂",
                "1234",
                "the lamp is mine and the sky is blue",
                "in the in of"
            })
    void otherwiseNobodyAnswers(String request) {
        assertThat(decide(router("forge -> org.example.coin/flip"), request).verdict())
                .isEqualTo(Verdict.NOBODY);
    }

    @Test
    void aMalformedRuleStopsItAndNamesTheLine() {
        for (String bad : List.of(
                "coin",
                "coin -> ",
                "coin -> dev.tenon.skill.chance",
                "coin -> Flip a coin/now",
                "-> org.example.coin/flip",
                "coin| -> org.example.coin/flip",
                "coin|?! -> org.example.coin/flip",
                "coin -> a/b -> c/d")) {
            assertThatIllegalArgumentException()
                    .as(bad)
                    .isThrownBy(() -> router("# one\ncoin -> org.example.coin/flip", bad))
                    .withMessageStartingWith("rules, line 3: ")
                    .withMessageContaining("this line is '" + bad.strip() + "'");
        }
    }

    @Test
    void aHundredThousandCharactersAreNotSlow() {
        RulesRouter router = router("a*a*a*a*a*a*a*a*b -> org.example.coin/flip");
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            decide(router, "a".repeat(Utterance.MAX_LENGTH));
            decide(router, "币".repeat(Utterance.MAX_LENGTH));
            decide(router, "a ".repeat(Utterance.MAX_LENGTH / 2));
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Decision;
import dev.tenon.api.router.Decision.Verdict;
import dev.tenon.api.router.Route;
import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Attachment;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveRouterTest {
    private static final Route TIDES = route(
            "tides",
            List.of(),
            List.of("when is high tide in Brest", "tide times for Dover", "is the water high in Emden at 5"),
            List.of("布雷斯特什么时候涨潮", "多佛的潮汐时间"));
    private static final Route LIGHTS = route(
            "lights",
            List.of(),
            List.of("switch on the lamp in the kitchen", "dim the bedroom lights to 20 percent", "lights off"),
            List.of("打开厨房的灯", "把卧室的灯调暗"));
    private static final Route LABELS = route(
            "labels",
            List.of("image/*"),
            List.of("what is in this picture", "which animal is this"),
            List.of("这张图片里有什么"));
    private static final List<Route> ROUTES = List.of(TIDES, LIGHTS, LABELS);
    private static final Attachment PICTURE = new Attachment("image/png", ByteBuffer.allocate(1));

    private final AdaptiveRouter router = new AdaptiveRouter();

    private static Route route(String id, List<String> attachments, List<String> english, List<String> chinese) {
        return new Route(
                id, id, Map.of(Locale.ENGLISH, english, Locale.CHINESE, chinese), attachments, Optional.empty());
    }

    private List<Candidate> rank(String text, Attachment... attachments) {
        return router.decide(new Utterance(text, Locale.ROOT, List.of(attachments)), ROUTES)
                .candidates();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "when is high tide in Calais?, tides", "high tide Dover 8 pm, tides", "turn the lamp on in the kitchen, lights",
        "dim the light in the bedroom to 50 percent, lights", "DIM THE BEDROOM LIGHTS!, lights", "鹿特丹什么时候涨潮, tides",
        "请打开厨房的灯, lights"
    })
    void ranksTheNearestFirst(String request, String expected) {
        assertThat(rank(request).get(0).id()).isEqualTo(expected);
        assertThat(rank(request).get(0).confidence()).isGreaterThan(0.5);
        assertThat(rank(request).get(0).why()).contains("like '");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what is the capital of France",
                "play some jazz",
                "谁写了红楼梦",
                "",
                "🙂",
                "the of in is",
                "who wrote the bible",
                "1234",
                "这是什么意思",
                "when is the next train"
            })
    void findsNobodyForWhatIsUnrelated(String request) {
        assertThat(rank(request))
                .allSatisfy(candidate -> assertThat(candidate.confidence()).isLessThan(0.5));
    }

    @Test
    void anExampleItselfIsAlmostCertain() {
        assertThat(rank("when is high tide in Brest").get(0).confidence()).isGreaterThan(0.95);
    }

    @Test
    void numbersAreAllAlike() {
        assertThat(rank("is the water high in Emden at 17:30").get(0).confidence())
                .isGreaterThan(0.9);
    }

    @Test
    void aPictureSpeaksForThoseThatTakeOne() {
        assertThat(rank("what is in this picture", PICTURE).get(0).id()).isEqualTo("labels");
        assertThat(rank("", PICTURE).get(0).id()).isEqualTo("labels");
        assertThat(rank("", PICTURE).get(0).confidence()).isGreaterThan(Verdicts.ANSWER);
        assertThat(rank("lights off", PICTURE).get(0).confidence())
                .isLessThan(rank("lights off").get(0).confidence());
    }

    @Test
    void sameExamplesOfTwoRoutesAreAskedAbout() {
        Route twin = new Route("a-twin", "twin", TIDES.examples(), List.of(), Optional.empty());
        List<Route> routes = new ArrayList<>(List.of(TIDES, LIGHTS, twin));
        Utterance request = Utterance.of("tide times for Dover", Locale.ENGLISH);
        Decision first = router.decide(request, routes);
        assertThat(first.verdict()).isEqualTo(Verdict.ASK);
        assertThat(first.candidates()).extracting(Candidate::id).startsWith("a-twin", "tides");
        Collections.reverse(routes);
        assertThat(new AdaptiveRouter().decide(request, routes).candidates())
                .extracting(Candidate::id)
                .isEqualTo(first.candidates().stream().map(Candidate::id).toList());
    }

    @Test
    void whatASkillReadItselfCounts() {
        Understanding whole = new Understanding(new Arguments(Map.of()), 1);
        Route reads = new Route("reads", "reads", LIGHTS.examples(), List.of(), Optional.of(whole));
        Utterance unlike = Utterance.of("zorg the blick", Locale.ENGLISH);
        assertThat(router.decide(unlike, List.of(TIDES, reads)).verdict()).isEqualTo(Verdict.ANSWER);
        assertThat(router.decide(unlike, List.of(TIDES, reads))
                        .candidates()
                        .get(0)
                        .evidence())
                .containsEntry("understood", 1.0);
        assertThat(router.decide(unlike, List.of(TIDES, LIGHTS)).verdict()).isEqualTo(Verdict.NOBODY);
    }

    @Test
    void seesRoutesThatChange() {
        assertThat(rank("tide times for Dover").get(0).id()).isEqualTo("tides");
        Utterance request = Utterance.of("tide times for Dover", Locale.ENGLISH);
        assertThat(router.decide(request, List.of(LIGHTS)).verdict()).isEqualTo(Verdict.NOBODY);
        assertThat(router.decide(request, List.of()).candidates()).isEmpty();
        assertThat(router.decide(request, List.of(LIGHTS, TIDES))
                        .candidates()
                        .get(0)
                        .id())
                .isEqualTo("tides");
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "?", "", "。。。", "…"})
    void whatHasNoWordIsLikeNothing(String request) {
        router.setEmbeddings(new FakeEmbeddings("one", Map.of()));
        assertThat(rank(request)).isEmpty();
    }

    @Test
    void theEncoderFindsWhatSharesNoWord() {
        Utterance request = Utterance.of("illuminate the chamber", Locale.ENGLISH);
        assertThat(router.decide(request, ROUTES).verdict()).isEqualTo(Verdict.NOBODY);
        FakeEmbeddings encoder = new FakeEmbeddings("one", Map.of("illuminate", "lamp", "chamber", "bedroom"));
        router.setEmbeddings(encoder);
        Candidate found = router.decide(request, ROUTES).candidates().get(0);
        assertThat(found.id()).isEqualTo("lights");
        assertThat(found.evidence().get("nearest"))
                .isGreaterThan(found.evidence().get("in words"));
        router.setEmbeddings(new FakeEmbeddings("two", Map.of("illuminate", "tide", "chamber", "Dover")));
        assertThat(router.decide(request, ROUTES).candidates().get(0).id()).isEqualTo("tides");
        encoder.fail();
        router.setEmbeddings(encoder);
        assertThat(router.decide(request, ROUTES).verdict()).isEqualTo(Verdict.NOBODY);
        router.unsetEmbeddings(encoder);
        assertThat(router.decide(Utterance.of("lights off", Locale.ENGLISH), ROUTES)
                        .verdict())
                .isEqualTo(Verdict.ANSWER);
    }

    @Test
    void aHundredThousandCharactersAreNotSlow() {
        String huge = "tide times for Dover ".repeat(10_000).substring(0, Utterance.MAX_LENGTH);
        rank("warm");
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> rank(huge));
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> rank("潮".repeat(Utterance.MAX_LENGTH)));
    }

    @Test
    void findsThePassageThatHoldsWhatIsAsked() {
        String harbour = "The harbour of Brest was built in 1631. ".repeat(6)
                + "Its lighthouse burns with the light of a lens that was ground in Paris by a pupil of Fresnel, and "
                + "ships see it from thirty miles. The keeper lives in the tower and climbs two hundred steps each "
                + "evening before the lamp is lit and once more at dawn when it is put out again.";
        String garden = "The garden of the castle was laid out by a pupil of Le Nôtre. ".repeat(6)
                + "Its fountains take their water from a lake above the town, and the oldest of its oaks was planted "
                + "when the king was born. Visitors come in spring for the tulips and in autumn for the maze, where "
                + "children lose their way and their parents find a bench to wait for them.";
        List<Route> passages = List.of(passage("harbour", harbour), passage("garden", garden));
        assertThat(first("how many steps does the keeper of the tower climb in the evening", passages))
                .isEqualTo("harbour");
        assertThat(first("where does the water of the fountains come from", passages))
                .isEqualTo("garden");
    }

    private static Route passage(String id, String text) {
        return new Route(id, id, Map.of(Locale.ENGLISH, List.of(text)), List.of(), Optional.empty());
    }

    private String first(String text, List<Route> routes) {
        return router.decide(Utterance.of(text, Locale.ENGLISH), routes)
                .candidates()
                .get(0)
                .id();
    }
}

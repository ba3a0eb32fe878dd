// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tenon.api.router.Candidate;
import dev.tenon.api.router.Route;
import dev.tenon.api.skill.Attachment;
import dev.tenon.api.skill.Utterance;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexicalRouterTest {
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

    private final LexicalRouter router = new LexicalRouter();

    private static Route route(String id, List<String> attachments, List<String> english, List<String> chinese) {
        return new Route(id, id, Map.of(Locale.ENGLISH, english, Locale.CHINESE, chinese), attachments);
    }

    private List<Candidate> rank(String text, Attachment... attachments) {
        return router.rank(new Utterance(text, Locale.ROOT, List.of(attachments)), ROUTES);
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
        assertThat(rank("when is high tide in Brest").get(0).confidence()).isGreaterThan(0.99);
    }

    @Test
    void numbersAreAllAlike() {
        assertThat(rank("is the water high in Emden at 17:30").get(0).confidence())
                .isGreaterThan(0.9);
    }

    @Test
    void askForAPictureOnlyWhereOneCame() {
        assertThat(rank("what is in this picture"))
                .noneMatch(candidate -> candidate.id().equals("labels"));
        assertThat(rank("what is in this picture", new Attachment("audio/wav", ByteBuffer.allocate(1))))
                .noneMatch(candidate -> candidate.id().equals("labels"));
        assertThat(rank("what is in this picture", PICTURE).get(0).id()).isEqualTo("labels");
        assertThat(rank("", PICTURE)).singleElement().satisfies(only -> assertThat(only.id())
                .isEqualTo("labels"));
        assertThat(rank("lights off", PICTURE).get(0).confidence())
                .isLessThan(rank("lights off").get(0).confidence());
    }

    @Test
    void sameExamplesOfTwoRoutesAreRankedAlikeEachTime() {
        Route twin = new Route("a-twin", "twin", TIDES.examples(), List.of());
        List<Route> routes = new ArrayList<>(List.of(TIDES, LIGHTS, twin));
        Utterance request = Utterance.of("tide times for Dover", Locale.ENGLISH);
        List<Candidate> first = router.rank(request, routes);
        Collections.reverse(routes);
        List<Candidate> second = new LexicalRouter().rank(request, routes);
        assertThat(first).extracting(Candidate::id).startsWith("a-twin", "tides");
        assertThat(second)
                .extracting(Candidate::id)
                .isEqualTo(first.stream().map(Candidate::id).toList());
    }

    @Test
    void seesRoutesThatChange() {
        assertThat(rank("tide times for Dover").get(0).id()).isEqualTo("tides");
        Utterance request = Utterance.of("tide times for Dover", Locale.ENGLISH);
        assertThat(router.rank(request, List.of(LIGHTS))).isEmpty();
        assertThat(router.rank(request, List.of())).isEmpty();
        assertThat(router.rank(request, List.of(LIGHTS, TIDES)).get(0).id()).isEqualTo("tides");
    }

    @Test
    void aHundredThousandCharactersAreNotSlow() {
        String huge = "tide times for Dover ".repeat(10_000).substring(0, Utterance.MAX_LENGTH);
        rank("warm");
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> rank(huge));
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> rank("潮".repeat(Utterance.MAX_LENGTH)));
    }
}

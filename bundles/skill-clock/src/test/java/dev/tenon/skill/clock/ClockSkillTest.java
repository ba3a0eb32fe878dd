// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockSkillTest {
    private static final String WINTER = "2026-01-15T12:00:00Z";
    private final ClockSkill skill = new ClockSkill();

    private SkillResult ask(String text, String instant, Locale language) throws SkillException {
        Understanding understood =
                skill.understand(Utterance.of(text, Locale.ROOT)).orElseThrow();
        TestSkillContext context =
                TestSkillContext.in(language).withTime(Instant.parse(instant), ZoneId.of("Europe/Berlin"));
        return skill.invoke(understood.arguments(), context);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "what time is it in Tokyo?|It is 21:00 in Tokyo (Thursday, 15 January 2026, UTC+9).",
                "time in Kathmandu|It is 17:45 in Kathmandu (Thursday, 15 January 2026, UTC+5:45).",
                "What's the time in New York right now?|It is 07:00 in New York (Thursday, 15 January 2026, UTC-5).",
                "what time is it|It is 13:00 (Thursday, 15 January 2026, UTC+1).",
                "please tell me the local time in sao paulo|It is 09:00 in São Paulo (Thursday, 15 January 2026, UTC-3).",
                "what time is it in Tokyo, Japan|It is 21:00 in Tokyo (Thursday, 15 January 2026, UTC+9).",
                "what time is it in Japan?|It is 21:00 in Japan (Thursday, 15 January 2026, UTC+9).",
                "Reykjavik time|It is 12:00 in Reykjavik (Thursday, 15 January 2026, UTC).",
                "what time is it in UTC+8|It is 20:00 in UTC+08:00 (Thursday, 15 January 2026, UTC+8).",
                "current time in Europe/Berlin|It is 13:00 in Berlin (Thursday, 15 January 2026, UTC+1).",
                "what is the date today?|Today is Thursday, 15 January 2026.",
                "what day is it in Auckland?|Today in Auckland is Friday, 16 January 2026.",
                "what day is tomorrow|Tomorrow is Friday, 16 January 2026.",
                "how many hours is New York behind London?|New York is 5 hours behind London (07:00 and 12:00).",
                "time difference between Delhi and Dubai|Delhi is 1 hour 30 minutes ahead of Dubai (17:30 and 16:00).",
                "time difference between Paris and Rome|Paris and Rome have the same time: 13:00."
            })
    void answersInEnglish(String request, String answer) throws SkillException {
        assertThat(ask(request, WINTER, Locale.ENGLISH).text()).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "东京现在几点？|东京现在是 21:00（2026年1月15日星期四，UTC+9）。",
                "现在几点了|现在是 13:00（2026年1月15日星期四，UTC+1）。",
                "告诉我巴黎时间|巴黎现在是 13:00（2026年1月15日星期四，UTC+1）。",
                "日本现在几点|日本现在是 21:00（2026年1月15日星期四，UTC+9）。",
                "今天星期几|今天是2026年1月15日星期四。",
                "明天是几号|明天是2026年1月16日星期五。",
                "奥克兰今天是星期几|奥克兰今天是2026年1月16日星期五。",
                "纽约和伦敦的时差是多少|纽约比伦敦慢5小时（现在分别是 07:00 和 12:00）。",
                "东京比柏林早几个小时|东京比柏林快8小时（现在分别是 21:00 和 13:00）。",
                "北京市现在几点|北京现在是 20:00（2026年1月15日星期四，UTC+8）。"
            })
    void answersInChinese(String request, String answer) throws SkillException {
        assertThat(ask(request, WINTER, Locale.CHINESE).text()).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "New York, 2026-07-15T12:00:00Z, -240", "New York, 2026-03-08T06:59:59Z, -300",
                "New York, 2026-03-08T07:00:00Z, -240",
        "London, 2026-03-29T00:59:59Z, 0", "London, 2026-03-29T01:00:00Z, 60", "Sydney, 2026-01-15T12:00:00Z, 660",
        "Sydney, 2026-07-15T12:00:00Z, 600", "Phoenix, 2026-07-15T12:00:00Z, -420"
    })
    void followsDaylightSaving(String place, String instant, int minutes) throws SkillException {
        SkillResult answer = ask("time difference between " + place + " and UTC", instant, Locale.ENGLISH);
        assertThat(answer.value().get("minutesAhead")).isEqualTo(minutes);
    }

    @Test
    void findsAPlaceNamedInTheOtherLanguage() throws SkillException {
        for (String mixed : List.of("what time is it in 东京?", "what's the time in 东京 right now?", "东京 time now")) {
            assertThat(ask(mixed, WINTER, Locale.ENGLISH).value()).as(mixed).containsEntry("zone", "Asia/Tokyo");
        }
        assertThat(skill.understand(Utterance.of("what time is 会议?", Locale.ENGLISH)))
                .isEmpty();
    }

    @Test
    void givesTheTimeToPrograms() throws SkillException {
        assertThat(ask("what time is it in Tokyo?", WINTER, Locale.ENGLISH).value())
                .isEqualTo(Map.of(
                        "kind", "time",
                        "place", "Tokyo",
                        "zone", "Asia/Tokyo",
                        "time", "2026-01-15T21:00:00+09:00",
                        "weekday", "thursday"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "what time is it in Tokio|I do not know a place called 'tokio'. Did you mean Tokyo?",
                "what time is it in Pariss?|I do not know a place called 'pariss'. Did you mean Paris?",
                "what time is it in Xqzwkvb|I do not know a place called 'xqzwkvb'.",
                "time in Canada|Canada has several time zones: name a city there.",
                "what time is it in the USA|USA has several time zones: name a city there."
            })
    void saysWhatHelps(String request, String refusal) {
        assertThatThrownBy(() -> ask(request, WINTER, Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_ANSWER))
                .hasMessage(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "have a nice time",
                "time to go home",
                "what time does the train leave",
                "dinner time",
                "set a timer for 5 minutes",
                "how many hours between breakfast and dinner",
                "what is the meaning of time",
                "what day is christmas",
                "time flies",
                "what is 2 + 2",
                "how many miles is 42.195 km?",
                "what time is it in the movie when he dies",
                "春节是几号",
                "三月五日是星期几",
                "我的生日是星期几",
                "会议几点开始",
                "火车几点到",
                "苹果和梨差多少",
                "小明比小红早几个小时到",
                "时间就是金钱",
                "什么是时间",
                "一年有多少小时",
                "how many hours is a flight to Tokyo",
                "what is the best time to visit Japan"
            })
    void leavesAloneWhatAsksForNoClock(String request) {
        assertThat(skill.understand(Utterance.of(request, Locale.ROOT))).isEmpty();
    }

    @Test
    void refusesArgumentsThatMakeNoQuestion() {
        TestSkillContext context = TestSkillContext.in(Locale.ENGLISH);
        assertThatThrownBy(() -> skill.invoke(Arguments.of("kind", "sunrise"), context))
                .hasMessageContaining("sunrise");
        assertThatThrownBy(() -> skill.invoke(Arguments.of("kind", "difference"), context))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
        assertThatThrownBy(() -> skill.invoke(new Arguments(Map.of("kind", "date", "days", 1e12)), context))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
    }

    @Test
    void understandsAllItsExamplesForSure() {
        skill.descriptor().examples().forEach((language, examples) -> assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(example -> assertThat(skill.understand(Utterance.of(example, language)))
                        .hasValueSatisfying(understood ->
                                assertThat(understood.confidence()).isEqualTo(1))));
    }

    @Test
    void knowsHundredsOfPlacesAndTwoNamesOfEach() {
        Places places = new Places();
        assertThat(places.size()).isGreaterThan(1_400);
        assertThat(places.find("Köln").orElseThrow().zone()).contains(ZoneId.of("Europe/Berlin"));
        assertThat(places.find("st. petersburg").orElseThrow().english()).isEqualTo("Saint Petersburg");
        assertThat(places.find("乌鲁木齐市").orElseThrow().zone()).contains(ZoneId.of("Asia/Urumqi"));
    }
}

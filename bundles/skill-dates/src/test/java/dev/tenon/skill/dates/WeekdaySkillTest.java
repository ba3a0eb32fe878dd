// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.SkillException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WeekdaySkillTest {
    private final Asking asking = new Asking(new WeekdaySkill());

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "what day of the week is 24 December 2026?|24 December 2026 is a Thursday.",
                "which weekday was 14 March 1879|14 March 1879 was a Friday.",
                "what day was 5 May|5 May 2026 was a Tuesday.",
                "what day is 5 May|5 May 2027 is a Wednesday.",
                "what day of the week was July 4, 1776|4 July 1776 was a Thursday.",
                "is 24.12.2026 a Friday?|24 December 2026 is a Thursday.",
                "when is Easter 2027|28 March 2027 is a Sunday.",
                "what weekday does the 4th of July fall on in 2027?|4 July 2027 is a Sunday.",
                "what day of the week is my birthday on 12 August 2027|12 August 2027 is a Thursday.",
                "what date is Thanksgiving|26 November 2026 is a Thursday.",
                "what day is Christmas next year|25 December 2027 is a Saturday.",
                "what day of the week will it be in 100 days|3 March 2027 is a Wednesday.",
                "when is Mother's Day 2027|9 May 2027 is a Sunday.",
                "weekday of 29 February 2028|29 February 2028 is a Tuesday.",
                "what day of the week is the second of January 2027|2 January 2027 is a Saturday."
            })
    void answersInEnglish(String request, String answer) throws SkillException {
        assertThat(asking.answer(request, Locale.ENGLISH)).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2026年12月24日是星期几？|2026年12月24日是星期四。",
                "12月24号是周几|2026年12月24日是星期四。",
                "三月五日是星期几|2027年3月5日是星期五。",
                "今年3月5日是星期几|2026年3月5日是星期四。",
                "二〇二八年二月二十九日是周几|2028年2月29日是星期二。",
                "明年元旦是礼拜几|2027年1月1日是星期五。",
                "下周五是几号|2026年12月4日是星期五。",
                "周五是几号|2026年11月27日是星期五。",
                "这周日是几号|2026年11月29日是星期日。",
                "下个月15号是星期几|2026年12月15日是星期二。",
                "三天后是星期几|2026年11月26日是星期四。",
                "大后天是星期几|2026年11月26日是星期四。",
                "感恩节是几月几号|2026年11月26日是星期四。"
            })
    void answersInChinese(String request, String answer) throws SkillException {
        assertThat(asking.answer(request, Locale.CHINESE)).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}: {1}-{2}-{3}")
    @CsvSource({
        "1954, 4, 18",
        "1981, 4, 19",
        "2000, 4, 23",
        "2024, 3, 31",
        "2025, 4, 20",
        "2026, 4, 5",
        "2038, 4, 25",
        "2285, 3, 22"
    })
    void knowsEaster(int year, int month, int day) {
        assertThat(Feasts.easter(year)).isEqualTo(java.time.LocalDate.of(year, month, day));
    }

    @Test
    void saysThatOldDatesAreCountedBack() throws SkillException {
        assertThat(asking.answer("what day of the week was 14 October 1066", Locale.ENGLISH))
                .isEqualTo("14 October 1066 was a Sunday."
                        + " Dates before 15 October 1582 are counted back by the Gregorian calendar.");
    }

    @ParameterizedTest
    @MethodSource("dev.tenon.skill.dates.Asking#ofOthers")
    void leavesAloneWhatOthersAnswer(String request) {
        assertThat(asking.isUnderstood(request)).isFalse();
    }

    @Test
    void leavesAdditionsAlone() {
        new AddToDateSkill()
                .descriptor().examples().values().stream()
                        .flatMap(List::stream)
                        .forEach(other ->
                                assertThat(asking.isUnderstood(other)).as(other).isFalse());
    }

    @Test
    void understandsEveryExampleForSure() {
        asking.understandsEveryExampleForSure();
    }
}

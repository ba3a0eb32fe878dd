// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AddToDateSkillTest {
    private final AddToDateSkill skill = new AddToDateSkill();
    private final Asking asking = new Asking(skill);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "what date is 90 days from today?|2027-02-21",
                "what is the date in three weeks|2026-12-14",
                "100 days after 24 December 2026|2027-04-03",
                "what will the date be in 45 days?|2027-01-07",
                "if today is 23 November 2026, what date is 100 days later|2027-03-03",
                "three weeks before Christmas|2026-12-04",
                "6 months after 31 August 2026|2027-02-28",
                "one year after 29 February 2024|2025-02-28",
                "what date was it 1,000 days ago|2024-02-27",
                "add 45 days to 12/24/2026|2027-02-07",
                "subtract 2 weeks from March 15, 2027|2027-03-01",
                "2 years, 3 months and 5 days after 1 January 2020|2022-04-06",
                "10 working days after 1 June 2027|2027-06-15",
                "5 business days before Monday|2026-11-23",
                "a fortnight from tomorrow|2026-12-08",
                "twenty-one days after tomorrow|2026-12-15",
                "half a year after 2026-01-01|2026-07-01",
                "two hundred and eighty days after 5 May 2026|2027-02-09",
                "which day is it 12 weeks after next Friday|2027-02-19",
                "I bought it on 3 June 2027 with a two year warranty, when does the warranty end|2029-06-03",
                "If I sign on the 5th of May and there's a 14 day cooling-off period, when does it end|2027-05-19",
                "合約2025年7月15號簽的，六個月後到期，到期日是幾號|2026-01-15",
                "100天后是几号|2027-03-03",
                "三个月后是几月几号|2027-02-23",
                "圣诞节前三周是几号|2026-12-04",
                "2024年2月29日过一年是哪天|2025-02-28",
                "一年半以后是哪天|2028-05-23",
                "下周一之后10个工作日是哪天|2026-12-14",
                "两个半月后是几号|2027-02-07",
                "十二月二十四号往前推一百天是几号|2026-09-15",
                "明天再过两周是几号|2026-12-08"
            })
    void findsTheDate(String request, String date) throws SkillException {
        assertThat(asking.result(request, Locale.ENGLISH).value()).containsEntry("date", date);
    }

    @Test
    void answersInBothLanguages() throws SkillException {
        assertThat(asking.answer("what date is 90 days from today", Locale.ENGLISH))
                .isEqualTo("90 days after 23 November 2026 is Sunday, 21 February 2027.");
        assertThat(asking.answer("3 weeks ago", Locale.ENGLISH))
                .isEqualTo("3 weeks before 23 November 2026 is Monday, 2 November 2026.");
        assertThat(asking.answer("圣诞节前三周是几号", Locale.CHINESE)).isEqualTo("2026年12月25日之前3周是2026年12月4日（星期五）。");
    }

    @Test
    void saysWhenAMonthIsTooShort() throws SkillException {
        assertThat(asking.answer("6 months after 31 August 2026", Locale.ENGLISH))
                .endsWith("That month has no day 31, so its last day is taken.");
        assertThat(asking.answer("6 months after 30 June 2026", Locale.ENGLISH)).doesNotContain("That month");
    }

    @Test
    void saysWhatItsWorkingDaysAre() throws SkillException {
        assertThat(asking.answer("20个工作日后是几号", Locale.CHINESE)).endsWith("工作日按周一至周五计，未扣除法定节假日。");
    }

    @Test
    void staysInTheCalendar() {
        assertThatThrownBy(() -> asking.answer("what date is 9000 years from today", Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_ANSWER));
        assertThatThrownBy(() -> asking.answer("9999999 working days from today", Locale.ENGLISH))
                .isInstanceOf(SkillException.class);
    }

    @Test
    void refusesArgumentsThatLeadNowhere() {
        for (Map<String, Object> values : List.<Map<String, Object>>of(
                Map.of("date", "today"),
                Map.of("days", 1.5),
                Map.of("days", 1e12),
                Map.of("date", "dunno", "days", 1))) {
            assertThatThrownBy(() -> skill.invoke(new Arguments(values), Asking.context(Locale.ENGLISH)))
                    .isInstanceOfSatisfying(
                            SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tenon.skill.dates.Asking#ofOthers")
    void leavesAloneWhatOthersAnswer(String request) {
        assertThat(asking.isUnderstood(request)).isFalse();
    }

    @Test
    void understandsEveryExampleForSure() {
        asking.understandsEveryExampleForSure();
    }
}

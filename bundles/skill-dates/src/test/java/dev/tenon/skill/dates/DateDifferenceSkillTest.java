// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.Utterance;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateDifferenceSkillTest {
    private final DateDifferenceSkill skill = new DateDifferenceSkill();
    private final Asking asking = new Asking(skill);

    @ParameterizedTest(name = "{0}: {1} days")
    @CsvSource(
            delimiter = '|',
            value = {
                "how many days until Christmas?|32",
                "how many days until 24 December 2026|31",
                "how many days until Dec 24|31",
                "how many days until 24.12.2026|31",
                "how many days until 12/24/2026, please|31",
                "how many days until the 24th of December, 2026?|31",
                "days until tomorrow|1",
                "how many days are left in the year|38",
                "How many days do I have until my exam on 14 January 2027?|52",
                "what's the number of days between Feb 10 and Apr 2, 2027|51",
                "今年还剩多少天|38",
                "我1995年8月20日出生，到今天多少天了|11418",
                "how many days until next Friday|4",
                "days between 1 January 2024 and 1 January 2025|366",
                "from 24 December 2026 to 3 March 2026 how many days|-296",
                "how many days are there from 2026-03-03 to 2026-12-24|296",
                "how long ago was Christmas|333",
                "how many days between Christmas and New Year|7",
                "how many days since 1 March|267",
                "how many days from 3 March to 10 April|38",
                "how many days until 1 March|98",
                "how many days between 1 and 10 June 2026|",
                "how many days from 1 June 2026 to 10 June 2026 inclusive|10",
                "My wedding is coming. How many days until 12 June 2027?|201",
                "离圣诞节还有几天|32",
                "2026年12月24日到2027年1月1日有多少天|8",
                "十二月二十四号离今天还有多少天|31",
                "还有几天到2026年12月24日|31",
                "圣诞节到元旦有几天|7",
                "距离明天还有几天|1",
                "从2026年6月1日到6月10日共多少天（含首尾）|10"
            })
    void countsDays(String request, Integer days) throws SkillException {
        if (days == null) {
            assertThat(asking.isUnderstood(request)).isFalse();
            return;
        }
        assertThat(asking.result(request, Locale.ENGLISH).value()).containsEntry("days", (long) days);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "how many days until Christmas|From Monday, 23 November 2026 to Friday, 25 December 2026: 32 days (4 weeks and 4 days).",
                "how many weeks between 1 May 2026 and 1 June 2026|From Friday, 1 May 2026 to Monday, 1 June 2026: 4 weeks and 3 days (31 days).",
                "how many months from 15 January 2026 to 24 December 2026|From Thursday, 15 January 2026 to Thursday, 24 December 2026: 11 months and 9 days (343 days).",
                "how many years since 9 November 1989|From Thursday, 9 November 1989 to Monday, 23 November 2026: 37 years and 14 days (13528 days).",
                "days from 5 May 2026 to 5 May 2026|Both are the same day, Tuesday, 5 May 2026: 0 days.",
                "how many days until 1 November 2026|Sunday, 1 November 2026 lies 22 days (3 weeks and 1 day) before Monday, 23 November 2026."
            })
    void answersInEnglish(String request, String answer) throws SkillException {
        assertThat(asking.answer(request, Locale.ENGLISH)).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}: {1} working days")
    @CsvSource(
            delimiter = '|',
            value = {
                "how many working days between 1 December 2026 and 31 December 2026|23",
                "business days from 2026-11-28 to 2026-11-29|0",
                "how many workdays until Friday|4",
                "weekdays from 1 January 2024 to 31 December 2024|262",
                "12月1日到12月31日有多少个工作日|23"
            })
    void countsWorkingDays(String request, long workingDays) throws SkillException {
        assertThat(asking.result(request, Locale.ENGLISH).value()).containsEntry("workingDays", workingDays);
    }

    @Test
    void saysWhatItsWorkingDaysAre() throws SkillException {
        assertThat(asking.answer("how many working days until Friday", Locale.ENGLISH))
                .endsWith(
                        "4 working days (Monday to Friday, the last day not included, public holidays not considered).");
        assertThat(asking.answer("12月1日到12月31日有多少个工作日", Locale.CHINESE))
                .isEqualTo("从2026年12月1日（星期二）到2026年12月31日（星期四）：23个工作日（周一至周五，首尾两天都计入，未扣除法定节假日）。");
    }

    @Test
    void answersInChinese() throws SkillException {
        assertThat(asking.answer("2019年5月12日到2026年11月23日多少年了", Locale.CHINESE))
                .isEqualTo("从2019年5月12日（星期日）到2026年11月23日（星期一）：7年6个月零11天（即2752天）。");
    }

    @Test
    void saysHowItReadsAnAmbiguousDate() throws SkillException {
        assertThat(asking.answer("how many days until 03/04/2027", Locale.ENGLISH))
                .endsWith(" I read 03/04/2027 with the month first, as 4 March 2027;"
                        + " if you meant 3 April 2027, write 2027-04-03.");
        assertThat(asking.answer("how many days until 12/24/2027", Locale.ENGLISH))
                .doesNotContain("I read");
        assertThat(asking.answer("how many days until 5/5/2027", Locale.ENGLISH))
                .doesNotContain("I read");
        assertThat(asking.answer("how many days until next Friday", Locale.ENGLISH))
                .endsWith(
                        "I took 'next friday' as 27 November 2026, the first to come; in the week after it is 4 December"
                                + " 2026.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"how many days until 30 February", "离2027年2月29日还有几天", "days between 31 June 2026 and today"})
    void refusesDaysThatDoNotExist(String request) {
        assertThatThrownBy(() -> asking.answer(request, Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_ANSWER))
                .hasMessageStartingWith("The calendar has no day");
    }

    @ParameterizedTest
    @MethodSource("dev.tenon.skill.dates.Asking#ofOthers")
    void leavesAloneWhatOthersAnswer(String request) {
        assertThat(asking.isUnderstood(request)).isFalse();
    }

    @Test
    void isLessSureWhenAStoryStandsBefore() {
        assertThat(skill.understand(Utterance.of("I am so tired, how many days until Christmas?", Locale.ENGLISH)))
                .hasValueSatisfying(
                        understood -> assertThat(understood.confidence()).isBetween(0.6, 0.9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"距离需要", "离圣诞节已经过", "how many days to go ", "from now ", "1年零", "twenty and ", "下下"})
    void losesNoTimeOnRepetitions(String piece) {
        String request = piece.repeat(Wording.MAX_LENGTH / piece.length());
        assertTimeoutPreemptively(java.time.Duration.ofSeconds(1), () -> asking.isUnderstood(request));
    }

    @Test
    void refusesOtherArguments() {
        assertThatThrownBy(() -> skill.invoke(
                        new Arguments(Map.of("from", "soon", "to", "today")), Asking.context(Locale.ENGLISH)))
                .hasMessageContaining("'soon' is no date");
        assertThatThrownBy(() -> skill.invoke(
                        new Arguments(Map.of("from", "today", "to", "today", "unit", "moons")),
                        Asking.context(Locale.CHINESE)))
                .hasMessageContaining("unit");
    }

    @Test
    void understandsEveryExampleForSure() {
        asking.understandsEveryExampleForSure();
    }
}

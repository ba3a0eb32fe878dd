// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.Understanding;
import dev.tenon.api.skill.Utterance;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in words that no grammar has: what they come to. */
final class GistTest {
    private static Optional<Understanding> heard(Skill skill, String request) {
        return skill.understand(Utterance.of(request, Locale.ROOT));
    }

    private static void reads(Skill skill, String request, String wanted) {
        Understanding understood = heard(skill, request).orElseThrow(() -> new AssertionError("not read: " + request));
        Map<String, Object> values = new TreeMap<>(understood.arguments().values());
        assertThat(values).as(request).hasToString(wanted);
        assertThat(understood.confidence()).as(request).isLessThanOrEqualTo(1);
    }

    private static void leaves(Skill skill, String request) {
        assertThat(heard(skill, request)).as(request).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "mum's party is on 14 may 2027, does that land on a weekend or what weekday is it => {date=14 may 2027}",
                "The third Monday of March 2027: what's its date? => {date=the third monday of march 2027}",
                "2027年的端午节落在几月几号呀 => {date=2027年的端午节}",
                "Is New Year's Day 2031 a Wednesday or what? => {date=new year's day 2031}",
                "后年除夕到底是哪天啊 => {date=后年除夕}",
                "2027年5月的第二个星期日我妈过节，那天是几号 => {date=2027年5月的第二个星期日}",
                "清明节2028年是几号呀 => {date=2028年清明节}",
                "下个月头一个星期四是几号嘞 => {date=下个月头一个星期四}"
            })
    void readsWeekdays(String request, String wanted) {
        reads(new WeekdaySkill(), request, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "will it rain on Christmas day",
                "remind me on 5 May which weekday it was",
                "国庆节去哪里玩",
                "春节怎么过",
                "what time is the meeting on 3 May"
            })
    void leavesWeekdays(String request) {
        leaves(new WeekdaySkill(), request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "we got together on 3 June 2021, how long ago is that in months? => {from=3 june 2021, to=today, unit=months}",
                "离2027年7月1号交房还有多少天啊 => {from=today, to=2027年7月1号, unit=days}",
                "My visa runs out on 30 September 2027. How many weeks have I got? => {from=today, to=30 september 2027, unit=weeks}",
                "从2024年5月6号入职到今天，一共干了几个月啦 => {from=2024年5月6号, to=today, unit=months}",
                "What's the age of somebody born 2 April 1998 => {from=2 april 1998, to=today, unit=years}"
            })
    void readsDifferences(String request, String wanted) {
        reads(new DateDifferenceSkill(), request, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how many days after 5 May is three weeks",
                "how long is the film about 4 July 1776, who directed it",
                "圣诞节怎么过最有意思"
            })
    void leavesDifferences(String request) {
        leaves(new DateDifferenceSkill(), request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "The warranty runs 30 months starting 1 April 2027. When does it end? => {date=1 april 2027, months=30}",
                "Launch is on Aug 3 2027, take away 45 days and tell me the date => {date=aug 3 2027, days=-45}",
                "我妈2020年6月9号办的护照，十年之后是啥日子 => {date=2020年6月9号, years=10}",
                "从今儿算起过一百天是几号 => {date=today, days=100}",
                "腊肉今早挂上的，要晾二十五天才能吃，算算到时候几号 => {date=today, days=25}",
                "the course opens on 6 April 2027 and takes 10 weeks, what date do I finish => {date=6 april 2027, weeks=10}",
                "conception was on 3 March 2026, add 266 days => {date=3 march 2026, days=266}"
            })
    void readsAdditions(String request, String wanted) {
        reads(new AddToDateSkill(), request, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "remind me 3 weeks before 5 May",
                "book a table for 2 in 3 days, when are you open",
                "三天后天气怎么样",
                "合同三年，为什么这么久"
            })
    void leavesAdditions(String request) {
        leaves(new AddToDateSkill(), request);
    }
}

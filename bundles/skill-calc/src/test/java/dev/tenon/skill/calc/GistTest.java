// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

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
                "we ordered 14 chairs at 32.50 each, what does that come to => {expression=14 * 32.50}",
                "take 860 and knock 15 percent off, what's left => {expression=860 - 15%}",
                "工资原来六千五，涨了百分之十二，现在是多少 => {expression=6500 + 12%}",
                "请计算以3为底243的对数 => {expression=log(243; 3)}",
                "根号下1225等于几呀 => {expression=sqrt(1225)}",
                "450 佔 1800 的百分之幾 => {expression=450 / 1800 * 100}",
                "rent was 900 and then it went up 4 percent, so now? => {expression=900 + 4%}",
                "take 30 off 170 and then divide what's left by seven => {expression=(170 - 30) / 7}",
                "supper was 62.40, put twenty percent tip on, how much altogether => {expression=62.40 + 20%}",
                "I earn 90 a week for 40 weeks, what does that make => {expression=90 * 40}",
                "I save 150 a month, how much is that in a year? => {expression=150 * 12}",
                "cosine of 40 degrees, three decimals will do => {expression=round(cos(40°); 3)}",
                "3除以7，保留三位小数 => {expression=round(3 / 7; 3)}",
                "每月存六百，一年能存多少 => {expression=600 * 12}",
                "一盒12支，9盒一共几支？ => {expression=12 * 9}",
                "买了4斤梨，每斤3块5，一共多少钱 => {expression=4 * 3.5}",
                "原价480，便宜百分之二十，现在多少 => {expression=480 - 20%}",
                "外套标价一千六，打七五折要付多少 => {expression=1600 * 0.75}"
            })
    void readsSums(String request, String wanted) {
        reads(new CalcSkill(), request, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set the bedroom to 26 degrees",
                "把空调调到二十六度",
                "5 apples plus 3 pears",
                "pick 3 winners out of tickets 1-150",
                "记到笔记里：早上血压132/84",
                "three times a week for 2 hours",
                "write down 12 * 4, I need it later",
                "split 90 plus tip between 4 people",
                "how many miles are 3 plus 4 km",
                "客厅的灯调到百分之三十"
            })
    void leavesSums(String request) {
        leaves(new CalcSkill(), request);
    }
}

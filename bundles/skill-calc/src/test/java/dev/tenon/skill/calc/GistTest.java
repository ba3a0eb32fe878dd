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
                "rent was 900 and then it went up 4 percent, so now? => {expression=900 + 4%}"
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
                "write down 12 * 4, I need it later",
                "split 90 plus tip between 4 people",
                "how many miles are 3 plus 4 km",
                "客厅的灯调到百分之三十"
            })
    void leavesSums(String request) {
        leaves(new CalcSkill(), request);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

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
                "my aunt lives in Lisbon and I want to ring her, any clue what the time might be over there now => {kind=time, place=lisbon}",
                "Which date is it in Honolulu at this very moment? => {kind=date, place=honolulu}",
                "我姐在墨尔本读书，她那儿这会儿几点啦 => {kind=time, place=墨尔本}",
                "今儿几号啊 => {kind=date}",
                "to plan a call: how many hours apart are Oslo and Lima, what's the time difference => {kind=difference, other=lima, place=oslo}",
                "奥克兰跟温哥华的时差大概是几个钟头 => {kind=difference, other=温哥华, place=奥克兰}"
            })
    void readsClock(String request, String wanted) {
        reads(new ClockSkill(), request, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what time does the train leave Berlin",
                "what date will it be 45 days from now",
                "往后推三个月是几号",
                "the museum in Paris opens at what time",
                "那边现在几点",
                "北京到东京的航班几点起飞"
            })
    void leavesClock(String request) {
        leaves(new ClockSkill(), request);
    }
}

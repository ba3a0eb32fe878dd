// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

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
                "STOP YELLING AT ME <- put that in lower case please => {form=lower, text=STOP YELLING AT ME}",
                "the wind in the willows 每个单词首字母大写 => {form=title, text=the wind in the willows}",
                "my boss hates caps. rewrite this in lowercase: SALES ARE UP => {form=lower, text=SALES ARE UP}",
                "stressed desserts 倒着写是啥 => {form=reverse, text=stressed desserts}",
                "“山东落花生”这几个字反过来写一遍 => {form=reverse, text=山东落花生}",
                "I would love to see what Wilhelmina looks like written backwards => {form=reverse, text=Wilhelmina}",
                "how do you spell lemonade in reverse => {form=reverse, text=lemonade}",
                "merry christmas 用大写字母写出来 => {form=upper, text=merry christmas}"
            })
    void readsCases(String request, String wanted) {
        reads(new TextCaseSkill(), request, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what is the meaning of \"capital letters\"",
                "“大写”用英语怎么说",
                "remind me: write the title in caps",
                "who wrote \"backwards\"",
                "I say tails. Flip it!"
            })
    void leavesCases(String request) {
        leaves(new TextCaseSkill(), request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "the form has a limit. give me the character count of: Loves dogs, hates mornings. => {count=characters, text=Loves dogs, hates mornings.}",
                "What's the length of the string user_name_42? => {count=characters, text=user_name_42}",
                "老师要求写满字数。数一数这段话有多少个字：今天我去了公园。 => {count=words, text=今天我去了公园。}",
                "does this title fit into 60 characters: Ten ways to cook rice => {count=characters, text=Ten ways to cook rice}",
                "字数统计 明月几时有把酒问青天 => {count=words, text=明月几时有把酒问青天}"
            })
    void readsStats(String request, String wanted) {
        reads(new TextStatsSkill(), request, wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how many times does \"the\" match in \"the end of the day\"",
                "“静夜思”这几个字倒过来写",
                "how many people live in \"Springfield\"",
                "how strong is the password: abc123",
                "We moved in on 3 May 2012. How long is that?"
            })
    void leavesStats(String request) {
        leaves(new TextStatsSkill(), request);
    }
}

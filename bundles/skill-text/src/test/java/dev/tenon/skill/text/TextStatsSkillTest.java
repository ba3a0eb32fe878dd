// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.tck.TestSkillContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextStatsSkillTest {
    private final TextStatsSkill skill = new TextStatsSkill();
    private final Asking asking = new Asking(skill);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "how many words are in \"the quick brown fox\"?|The text has 4 words.",
                "count the words in this sentence: Don't stop-gap 3.14 of it.|The text has 5 words.",
                "how many characters does 'hello world' have|The text has 11 characters (10 without spaces).",
                "how many letters are in the word strawberry?|The text has 10 letters.",
                "how many letters in \"hello world\"|The text has 10 letters.",
                "how many sentences are in this text: It rained. We stayed at home. Nobody minded!|The text has 3 sentences.",
                "how long is \"👨‍👩‍👧‍👦🇩🇪é\"|The text has 3 characters.",
                "number of words in \"我爱 Beijing 烤鸭\"|The text has 5 words (4 Chinese characters counted as one word each).",
                "how many Chinese characters are in \"我爱 Beijing 烤鸭\"?|The text has 4 Chinese characters.",
                "text statistics: The sun set. The moon rose.|The text has 27 characters (22 without spaces), 6 words, 2 sentences, 1 line.",
                "word count: he said \"yes\" to me|The text has 5 words."
            })
    void answersInEnglish(String request, String answer) throws SkillException {
        assertThat(asking.answer(request, Locale.ENGLISH)).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "“床前明月光”有几个字？|这段文字有5个字词（其中汉字5个）。",
                "统计字数：春眠不觉晓，处处闻啼鸟。|这段文字有10个字词（其中汉字10个）。",
                "“我爱北京。我也爱上海！”有几个句子|这段文字有2个句子。",
                "“人工智能AI时代”里有几个汉字|这段文字有6个汉字。",
                "\"hello world\" 有多少个字符|这段文字有11个字符（不计空格为10个）。",
                "\"strawberry\" 有几个字母|这段文字有10个字母。",
                "锄禾日当午这句话有几个字|这段文字有5个字词（其中汉字5个）。"
            })
    void answersInChinese(String request, String answer) throws SkillException {
        assertThat(asking.answer(request, Locale.CHINESE)).isEqualTo(answer);
    }

    @Test
    void countsEverythingForPrograms() throws SkillException {
        Map<String, Object> value = skill.invoke(
                        Arguments.of("text", "Hello 世界.\r\nIt's 👍🏽 ok.\n"), TestSkillContext.in(Locale.ENGLISH))
                .value();
        assertThat(value)
                .containsEntry("words", 5L)
                .containsEntry("chineseCharacters", 2L)
                .containsEntry("lines", 2L)
                .containsEntry("letters", 12L)
                .containsEntry("charactersWithoutSpaces", 16L);
    }

    @Test
    void countsNothingInAnEmptyText() throws SkillException {
        assertThat(skill.invoke(Arguments.of("text", ""), TestSkillContext.in(Locale.ENGLISH))
                        .value()
                        .values())
                .containsOnly(0L);
    }

    @Test
    void countsALongText() throws SkillException {
        String request = "count the words in this text: " + "word ".repeat(19_000);
        assertThat(asking.result(request, Locale.ENGLISH).value()).containsEntry("words", 19_000L);
    }

    @Test
    void refusesToCountWhatItDoesNotKnow() {
        assertThatThrownBy(() -> skill.invoke(
                        new Arguments(Map.of("text", "a", "count", "syllables")), TestSkillContext.in(Locale.CHINESE)))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
    }

    @ParameterizedTest
    @MethodSource("dev.tenon.skill.text.Asking#ofOthers")
    void leavesAloneWhatOthersAnswer(String request) {
        assertThat(asking.isUnderstood(request)).isFalse();
    }

    @Test
    void leavesCasesAlone() {
        new TextCaseSkill()
                .descriptor().examples().values().stream()
                        .flatMap(List::stream)
                        .forEach(other ->
                                assertThat(asking.isUnderstood(other)).as(other).isFalse());
    }

    @Test
    void understandsEveryExample() {
        asking.understandsEveryExample();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.number.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RomanNumeralsSkillTest {
    private final RomanNumeralsSkill skill = new RomanNumeralsSkill();

    private SkillResult ask(String text, Locale language) throws SkillException {
        Arguments arguments =
                skill.understand(Utterance.of(text, Locale.ROOT)).orElseThrow().arguments();
        return skill.invoke(arguments, TestSkillContext.in(language));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2024 in roman numerals|2024 in Roman numerals is MMXXIV.",
                "roman numeral for 42|42 in Roman numerals is XLII.",
                "1,945 in roman|1945 in Roman numerals is MCMXLV.",
                "what is MCMXCIV in numbers?|The Roman numeral MCMXCIV is 1994.",
                "convert the roman numeral mix to a number|The Roman numeral MIX is 1009.",
                "roman numeral i|The Roman numeral I is 1.",
                "2024的罗马数字是什么|2024 in Roman numerals is MMXXIV."
            })
    void answersInEnglish(String request, String answer) throws SkillException {
        assertThat(ask(request, Locale.ENGLISH).text()).isEqualTo(answer);
    }

    @Test
    void answersInChinese() throws SkillException {
        assertThat(ask("罗马数字XIV是多少", Locale.CHINESE).text()).isEqualTo("罗马数字 XIV 等于 14。");
        assertThat(ask("用罗马数字写42", Locale.CHINESE).text()).isEqualTo("42 的罗马数字是 XLII。");
    }

    @Test
    void everyNumberLeadsBack() {
        for (int number = 1; number <= Roman.MOST; number++) {
            String numeral = Roman.of(number);
            assertThat(Roman.isWellFormed(numeral)).as(numeral).isTrue();
            assertThat(Roman.value(numeral)).hasValue(number);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0 in roman numerals|Roman numerals go from 1 to 3999; there is none for 0.",
                "convert 4000 to roman numerals|Roman numerals go from 1 to 3999; there is none for 4000.",
                "-5 in roman numerals|Roman numerals go from 1 to 3999; there is none for -5.",
                "99999999999999999999 in roman numerals|Roman numerals go from 1 to 3999; there is none for 99999999999999999999.",
                "roman numeral IIII|'IIII' is not a well-formed Roman numeral; 4 is written IV.",
                "roman numeral IC|'IC' is not a well-formed Roman numeral; 99 is written XCIX.",
                "roman numeral MMMMMM|'MMMMMM' is not a well-formed Roman numeral."
            })
    void saysWhatHelps(String request, String refusal) {
        assertThatThrownBy(() -> ask(request, Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_ANSWER))
                .hasMessage(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ABC", "1.5", "XIV2"})
    void refusesWhatIsNeitherNumberNorNumeral(String value) {
        assertThatThrownBy(() -> skill.invoke(Arguments.of("value", value), TestSkillContext.in(Locale.ENGLISH)))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "who were the romans",
                "roman numerals history",
                "what is a roman numeral",
                "convert 255 to hex",
                "what is 42 in binary",
                "what does mix mean",
                "what does CD mean",
                "what does I mean",
                "convert mild to a number",
                "what number is X",
                "mix in numbers",
                "what year is it",
                "roman emperors of the 2nd century",
                "translate ciao to english",
                "2024 in words",
                "how many romans were there in 100",
                "罗马有多少人口",
                "罗马数字的历史",
                "什么是罗马数字",
                "DVD是什么",
                "CD是什么",
                "罗马现在几点",
                "255转二进制"
            })
    void leavesAloneWhatAsksForNoNumeral(String request) {
        assertThat(skill.understand(Utterance.of(request, Locale.ROOT))).isEmpty();
    }

    @Test
    void understandsAllItsExamples() {
        skill.descriptor().examples().forEach((language, examples) -> assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(example -> assertThat(skill.understand(Utterance.of(example, language)))
                        .hasValueSatisfying(understood ->
                                assertThat(understood.confidence()).isGreaterThanOrEqualTo(Gist.CONFIDENCE))));
    }
}

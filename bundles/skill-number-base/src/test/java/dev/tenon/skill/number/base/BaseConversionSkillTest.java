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
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseConversionSkillTest {
    private final BaseConversionSkill skill = new BaseConversionSkill();

    private SkillResult ask(String text, Locale language) throws SkillException {
        Arguments arguments =
                skill.understand(Utterance.of(text, Locale.ROOT)).orElseThrow().arguments();
        return skill.invoke(arguments, TestSkillContext.in(language));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "convert 255 to hexadecimal|255 (decimal) = 0xFF (hexadecimal)",
                "what is 42 in binary?|42 (decimal) = 0b101010 (binary)",
                "0xff in decimal|0xFF (hexadecimal) = 255 (decimal)",
                "1010 binary to decimal|0b1010 (binary) = 10 (decimal)",
                "1010 in decimal to binary|1010 (decimal) = 0b1111110010 (binary)",
                "convert the hex number DEADBEEF to decimal|0xDEADBEEF (hexadecimal) = 3735928559 (decimal)",
                "convert ff from base 16 to base 2|0xFF (hexadecimal) = 0b11111111 (binary)",
                "hex 0b11 to decimal|0xB11 (hexadecimal) = 2833 (decimal)",
                "0b11 to decimal|0b11 (binary) = 3 (decimal)",
                "express 123456 in base 36|123456 (decimal) = 2N9C (base 36)",
                "1,000,000 in hex|1000000 (decimal) = 0xF4240 (hexadecimal)",
                "can you turn -42 into binary|-42 (decimal) = -0b101010 (binary)",
                "what is 0x1F4?|0x1F4 (hexadecimal) = 500 (decimal)",
                "octal 755 to binary|0o755 (octal) = 0b111101101 (binary)",
                "what is 0 in binary|0 (decimal) = 0b0 (binary)"
            })
    void answersInEnglish(String request, String answer) throws SkillException {
        assertThat(ask(request, Locale.ENGLISH).text()).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "255转二进制|255（十进制）= 0b11111111（二进制）",
                "０ｘｆｆ是多少十进制|0xFF（十六进制）= 255（十进制）",
                "二进制1010等于十进制多少|0b1010（二进制）= 10（十进制）",
                "36进制的zz是十进制的多少|ZZ（36进制）= 1295（十进制）",
                "用二进制表示 100|100（十进制）= 0b1100100（二进制）",
                "十进制转二进制：25|25（十进制）= 0b11001（二进制）"
            })
    void answersInChinese(String request, String answer) throws SkillException {
        assertThat(ask(request, Locale.CHINESE).text()).isEqualTo(answer);
    }

    @Test
    void convertsHugeNumbersExactly() throws SkillException {
        BigInteger huge = BigInteger.TWO.pow(2_000).subtract(BigInteger.ONE);
        SkillResult answer = ask("convert " + huge + " to binary", Locale.ENGLISH);
        assertThat(answer.value().get("result")).isEqualTo("1".repeat(2_000));
    }

    @Test
    void everyBaseLeadsBack() throws SkillException {
        for (int base = 2; base <= 36; base++) {
            TestSkillContext context = TestSkillContext.in(Locale.ENGLISH);
            SkillResult there = skill.invoke(new Arguments(Map.of("number", "-9876543210123", "to", base)), context);
            SkillResult back =
                    skill.invoke(new Arguments(Map.of("number", there.value().get("result"), "from", base)), context);
            assertThat(back.value().get("result")).as("base " + base).isEqualTo("-9876543210123");
        }
    }

    @Test
    void saysWhichDigitIsWrong() {
        assertThatThrownBy(() -> ask("convert 129 from base 8 to decimal", Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT))
                .hasMessage("'9' is no digit in octal, which uses 0 to 7.");
        assertThatThrownBy(() -> ask("二进制123转十进制", Locale.CHINESE)).hasMessage("“2”不是二进制的数字；二进制只用 0 到 1。");
    }

    @Test
    void refusesOddArguments() {
        TestSkillContext context = TestSkillContext.in(Locale.ENGLISH);
        for (Map<String, Object> odd : java.util.List.<Map<String, Object>>of(
                Map.of("number", "12", "to", 37),
                Map.of("number", "12", "to", 1),
                Map.of("number", "12", "to", 2.5),
                Map.of("number", "1e5"),
                Map.of("number", "-"),
                Map.of("number", "--5"),
                Map.of("number", "٣"),
                Map.of("number", "0x"),
                Map.of("number", "1".repeat(1_001)))) {
            assertThatThrownBy(() -> skill.invoke(new Arguments(odd), context))
                    .as(odd.toString())
                    .isInstanceOfSatisfying(
                            SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what is 2 + 2",
                "convert 5 km to miles",
                "convert 100 dollars to euros",
                "what is a binary tree",
                "binary search in java",
                "what is hex",
                "convert cat to binary",
                "what is 5 in decimal",
                "how many bits are in a byte",
                "base 10",
                "convert #ff0000 to rgb",
                "2024 in roman numerals",
                "encode hello in base64",
                "convert 1234 to base64",
                "0xff",
                "hex color of red",
                "write a poem in binary",
                "what is 0.5 in binary",
                "什么是二进制",
                "二进制和十六进制有什么区别",
                "100元是多少美元",
                "把5公里换算成英里",
                "一百加二百等于多少",
                "2024的罗马数字是什么",
                "255是多少",
                "100 in base twelve"
            })
    void leavesAloneWhatAsksForNoBase(String request) {
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

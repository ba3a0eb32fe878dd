// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalcSkillTest {
    private final CalcSkill skill = new CalcSkill();

    private SkillResult ask(String text) throws SkillException {
        Arguments arguments =
                skill.understand(Utterance.of(text, Locale.ROOT)).orElseThrow().arguments();
        return skill.invoke(arguments, TestSkillContext.in(Locale.ENGLISH));
    }

    @Test
    void answersTheFirstQuestion() throws SkillException {
        SkillResult answer = ask("what is 17.5 % of 240?");
        assertThat(answer.text()).isEqualTo("17.5% of 240 = 42");
        assertThat(answer.value().get("result")).isEqualTo(new BigDecimal("42"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2 + 2 * 3|8",
                "(2 + 2) * 3|12",
                "-2^2|-4",
                "2^-2|0.25",
                "2^3^2|512",
                "-(3)|",
                "0.1 + 0.2|0.3",
                "1/8|0.125",
                "200 + 10 %|220",
                "200 - 10%|180",
                "10 % 3|1",
                "-7 mod 3|2",
                "20% off 150|120",
                "20 off 150|120",
                "1,234,567.5 + 0.5|1234568",
                "max(1,234)|234",
                "min(3; 1; 2)|1",
                "5!|120",
                "3!!|720",
                "√16 + 9|13",
                "2π/π|2",
                "2(3+4)|14",
                "7 × 6 ÷ 2 − 1|20",
                "４＋５|9",
                "5²|25",
                "½ + ¼|0.75",
                "sin(30°)|0.5",
                "cos(90°)|0",
                "tan(45°)|1",
                "log(1000)|3",
                "log(8; 2)|3",
                "ln(e^2)|2",
                "cbrt(-27)|-3",
                "sqrt(144)|12",
                "exp(0)|1",
                "abs(-3)|3",
                "round(2.345; 2)|2.35",
                "floor(-1.5)|-2",
                "ceil(1.2)|2",
                "27^(1/3)|3",
                "asin(1)*2/pi|1",
                "1e3 + 1|1001",
                "how much is 19 percent of 1,249.99?|237.4981",
                "half of 37.5|18.75",
                "three quarters of 80|60",
                "two hundred and forty plus sixty|300",
                "three point five times two|7",
                "subtract 17 from 100|83",
                "30 is what percent of 120?|25",
                "what percent of 80 is 20?|25",
                "the average of 3, 4 and 8|5",
                "the product of 6 and 7|42",
                "what is the remainder when 100 is divided by 7?|2",
                "log base 2 of 1024|10",
                "2 to the power of 10|1024",
                "4 squared|16",
                "2 to the 8th power|256",
                "increase 80 by 25 percent|100",
                "10 / 3 rounded to 2 decimals|3.33",
                "what does 3 plus 4 make?|7",
                "double 21|42",
                "12 x 12|144",
                "what is 17.5% of $240|42",
                "the sum of 1, 2 and 3|6",
                "what's 15 minus 27?|-12"
            })
    void calculates(String request, BigDecimal expected) throws SkillException {
        if (expected == null) {
            assertThat(skill.understand(Utterance.of(request, Locale.ENGLISH))).isEmpty();
            return;
        }
        assertThat((BigDecimal) ask(request).value().get("result")).isEqualByComparingTo(expected);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "240的17.5%是多少？|42",
                "240的百分之十七点五|42",
                "百分之二十的500是多少|100",
                "三乘以四等于多少|12",
                "一百零五加两百|305",
                "从100减去17|83",
                "144的平方根是多少？|12",
                "2的10次方|1024",
                "五的阶乘|120",
                "3和5的和是多少|8",
                "六和九的积|54",
                "80打八五折是多少|68",
                "80打八折|64",
                "三分之二乘以九|6",
                "30度的正弦是多少|0.5",
                "37.5的一半|18.75",
                "100除以7的余数是多少|2",
                "计算 200 + 10%|220",
                "1.5亿除以300是多少|500000",
                "十二加二十三减五等于几|30",
                "请问(1+2)*3等于多少?|9",
                "一万二千三百加一|12301",
                "负三乘以五|-15"
            })
    void calculatesInChinese(String request, BigDecimal expected) throws SkillException {
        assertThat((BigDecimal) ask(request).value().get("result")).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42",
                "what is 42",
                "2024-01-15",
                "10/11/2024",
                "192.168.1.1",
                "555-123-4567",
                "what time is it in Tokyo?",
                "how many miles is 42.195 km?",
                "e",
                "min",
                "tell me a joke",
                "(2 + 3",
                "2 +",
                "* 3",
                "1,23 + 4",
                "pi day party",
                "5 apples plus 3 pears",
                "what is the meaning of life",
                "三月五日是星期几",
                "现在几点",
                "北京的人口是多少",
                "一",
                "log",
                "of of of",
                "++",
                "()"
            })
    void leavesAloneWhatIsNoArithmetic(String request) {
        assertThat(skill.understand(Utterance.of(request, Locale.ROOT))).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1/0|DIVISION_BY_ZERO",
                "5 mod 0|DIVISION_BY_ZERO",
                "0^-1|DIVISION_BY_ZERO",
                "9^9^9|TOO_LARGE",
                "9^9^9^9|TOO_LARGE",
                "1000!|TOO_LARGE",
                "449! * 449!|TOO_LARGE",
                "exp(99999)|TOO_LARGE",
                "(-8)^0.5|ROOT_OF_NEGATIVE",
                "exp(-99999)|TOO_SMALL",
                "sqrt(-1)|ROOT_OF_NEGATIVE",
                "ln(0)|LOG_OF_NON_POSITIVE",
                "log(8; 1)|LOG_BASE",
                "asin(2)|ARC_RANGE",
                "tan(90°)|TANGENT_POLE",
                "sin(1e20)|ANGLE_TOO_LARGE",
                "2.5!|FACTORIAL_RANGE",
                "round(1; 1000)|ROUND_PLACES",
                "1e9999 * 2|TOO_LARGE",
                "0.5^99999|TOO_SMALL"
            })
    void saysWhyThereIsNoAnswer(String request, Problem problem) {
        assertThatThrownBy(() -> ask(request)).isInstanceOfSatisfying(SkillException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.NO_ANSWER);
            assertThat(e).hasMessage(problem.in(Locale.ENGLISH));
        });
    }

    @Test
    void marksWhatIsRounded() throws SkillException {
        assertThat(ask("10/3").text()).isEqualTo("10 ÷ 3 ≈ 3.33333333333333");
        assertThat(ask("2^100").text()).endsWith("= 1267650600228229401496703205376");
        assertThat(ask("10^-40 * pi").text()).endsWith("E-40");
    }

    @Test
    void answersInChinese() throws SkillException {
        TestSkillContext context = TestSkillContext.in(Locale.SIMPLIFIED_CHINESE);
        assertThat(skill.invoke(Arguments.of("expression", "1加1"), context).text())
                .isEqualTo("结果：1 + 1 = 2");
        assertThatThrownBy(() -> skill.invoke(Arguments.of("expression", "1/0"), context))
                .hasMessage("不能除以零。");
        assertThatThrownBy(() -> skill.invoke(Arguments.of("expression", "苹果"), context))
                .hasMessageContaining("苹果");
    }

    @Test
    void understandsAllItsExamples() {
        skill.descriptor().examples().forEach((language, examples) -> assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(example -> assertThat(skill.understand(Utterance.of(example, language)))
                        .isPresent()));
    }

    static java.util.stream.Stream<String> requestsToReprint() {
        CalcSkill skill = new CalcSkill();
        return skill.descriptor().examples().values().stream().flatMap(java.util.List::stream);
    }

    @ParameterizedTest
    @MethodSource("requestsToReprint")
    void printedFormMeansTheSame(String request) throws UndefinedException {
        Expression read = Wording.read(request).orElseThrow();
        Expression again = Wording.read(read.toString()).orElseThrow();
        assertThat(Evaluator.value(again)).isEqualByComparingTo(Evaluator.value(read));
    }
}

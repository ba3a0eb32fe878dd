// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.tck.TestSkillContext;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomNumberSkillTest {
    private final RandomNumberSkill skill = new RandomNumberSkill(new Random(7));

    private Map<String, Object> ask(String text) throws SkillException {
        return Asked.answer(skill, text, Locale.ENGLISH).value();
    }

    @Test
    void saysTheNumberAndTheRange() throws SkillException {
        RandomNumberSkill least = new RandomNumberSkill(new Zeros());
        assertThat(Asked.answer(least, "random number between 5 and 15", Locale.ENGLISH)
                        .text())
                .isEqualTo("5 (drawn from 5 to 15)");
        assertThat(Asked.answer(least, "给我一个随机数", Locale.CHINESE).text()).isEqualTo("1（范围 1 到 100）");
        assertThat(Asked.answer(least, "pick 3 different numbers from 1 to 49", Locale.ENGLISH)
                        .text())
                .isEqualTo("1, 48, 49 (drawn from 1 to 49)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "pick a number between 1 and 10|1|10",
                "random number between 10 and 1|1|10",
                "generate a random integer from -50 to 50|-50|50",
                "think of a number between one and ten|1|10",
                "random number from twenty-one to one hundred|21|100",
                "draw a number between 1 and 1,000,000|1|1000000",
                "get me a number between 1 and 2 million|1|2000000",
                "give me a random 6-digit number|100000|999999",
                "I need a random number up to 500|1|500",
                "random integer in [1, 10]|1|10",
                "一万到十万之间的随机数|10000|100000",
                "1到10万之间的随机数|1|100000",
                "-10到10之间的随机整数|-10|10",
                "给我一个50以内的随机数|1|50",
                "random number from 1 to 123456789012345678901234567890|1|123456789012345678901234567890"
            })
    void readsTheRange(String request, BigInteger min, BigInteger max) {
        assertThat(Asked.arguments(skill, request).values())
                .containsEntry("min", min)
                .containsEntry("max", max);
    }

    @Test
    void bothEndsAreReached() throws SkillException {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.addAll((List<?>) ask("pick a number between 1 and 3").get("numbers"));
        }
        assertThat(seen).containsExactlyInAnyOrder(BigInteger.ONE, BigInteger.TWO, BigInteger.valueOf(3));
    }

    @Test
    void hugeRangesAreFair() throws SkillException {
        BigInteger most = BigInteger.valueOf(3).shiftLeft(200);
        BigInteger third = BigInteger.ONE.shiftLeft(200);
        int[] thirds = new int[3];
        for (int i = 0; i < 60; i++) {
            for (Object number : (List<?>)
                    ask("give me 50 random numbers between 1 and " + most).get("numbers")) {
                thirds[
                        ((BigInteger) number)
                                .subtract(BigInteger.ONE)
                                .divide(third)
                                .intValue()]++;
            }
        }
        assertThat(thirds).satisfies(counts -> {
            for (int count : counts) {
                assertThat(count).isBetween(880, 1_120);
            }
        });
    }

    @Test
    void differentNumbersDifferAndFillTheRange() throws SkillException {
        List<?> all = (List<?>) ask("pick 49 different numbers from 1 to 49").get("numbers");
        assertThat(all).hasSize(49).doesNotHaveDuplicates();
        assertThatThrownBy(() -> ask("pick 50 different numbers from 1 to 49"))
                .hasMessage("There are no 50 different numbers from 1 to 49.");
    }

    @Test
    void refusesOddArguments() {
        for (Map<String, Object> odd : List.<Map<String, Object>>of(
                Map.of("min", 5, "max", 1),
                Map.of("min", 1.5),
                Map.of("max", new java.math.BigDecimal("1e1000000")),
                Map.of("max", new java.math.BigDecimal("1e-1000000")),
                Map.of("count", 0),
                Map.of("count", 101),
                Map.of("different", "yes"))) {
            assertThatThrownBy(() -> skill.invoke(new Arguments(odd), TestSkillContext.in(Locale.ENGLISH)))
                    .as(odd.toString())
                    .isInstanceOfSatisfying(
                            SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pick a number",
                "what is a random number",
                "what is 5 to 10",
                "phone number of the police",
                "random",
                "from 5 to 10",
                "how many numbers are between 1 and 10",
                "number of people in China",
                "what is the sum from 1 to 100",
                "select 5 to 10",
                "convert 5 to 10",
                "random number generator",
                "choose between tea and coffee",
                "roll a die",
                "is 7 a prime number",
                "1到100的和是多少",
                "从1数到10",
                "1到100有多少个质数",
                "随机播放音乐",
                "给我来三个苹果",
                "电话号码是多少",
                "从北京到上海",
                "什么是随机数"
            })
    void leavesAloneWhatAsksForNoNumber(String request) {
        Asked.leavesAlone(skill, request);
    }

    @Test
    void understandsAllItsExamplesForSure() {
        Asked.understandsAllItsExamples(skill);
    }
}

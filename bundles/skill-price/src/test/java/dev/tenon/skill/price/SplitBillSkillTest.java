// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.tck.TestSkillContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SplitBillSkillTest {
    private final SplitBillSkill skill = new SplitBillSkill();
    private final Asking asking = new Asking(skill);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "split 120 four ways|Each of 4 people pays 30. The whole bill is 120.",
                "split a bill of $120 among 4 people with a 15% tip|Each of 4 people pays $34.50. The whole is $138 with $18 for a tip of 15 %.",
                "split €100 among 3 people|1 person pays €33.34 and 2 people pay €33.33: shares are rounded to hundredths, and the sum does not divide by 3. The whole bill is €100.",
                "what is a 20% tip on $45.50|The tip of 20 % is $9.10. With it the bill comes to $54.60.",
                "bill of 10.05, 2 people, 15% tip|Each of 2 people pays 5.78. The whole is 11.56 with 1.51 for a tip of 15 %. The tip is rounded from 1.5075."
            })
    void answersInEnglish(String request, String answer) throws SkillException {
        assertThat(asking.answer(request, Locale.ENGLISH)).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "账单240元，4个人平分，每人多少钱？|4个人每人付60元。账单共240元。",
                "三个人AA，一共100块，每人付多少|1个人各付33.34元，2个人各付33.33元：每份取到分，总额不能被3整除。账单共100元。",
                "账单100元，5个人，加10%小费，每人付多少|5个人每人付22元。总额110元，其中10%的小费10元。"
            })
    void answersInChinese(String request, String answer) throws SkillException {
        assertThat(asking.answer(request, Locale.CHINESE)).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}: {1} people, {2}, {3} %")
    @CsvSource(
            delimiter = '|',
            value = {
                "split 90 with 2 friends, dinner bill|3|90|",
                "my 3 friends and I want to split a bill of 88|4|88|",
                "a $1,250.50 bill for 5 people|5|1250.50|",
                "我和3个朋友吃饭花了400元，每人多少|4|400|",
                "我们俩AA，午餐78元|2|78|",
                "十二个人均摊600元|12|600|",
                "the restaurant bill was 134.50 and we were seven people, how much each?|7|134.50|",
                "账单84.6美元，3个人，百分之十五的小费，每人付多少|3|84.6|15",
                "the bill is £96.40, there are six of us, 12.5 percent tip|6|96.40|12.5"
            })
    void findsWhoPaysWhat(String request, int people, BigDecimal total, BigDecimal tip) {
        if (request.startsWith("a $1,250.50")) {
            assertThat(asking.isUnderstood(request))
                    .as("nothing says that it is shared")
                    .isFalse();
            return;
        }
        Arguments arguments = asking.arguments(request);
        assertThat(arguments.values()).containsEntry("people", people).containsEntry("total", total);
        assertThat(arguments.values().get("tipPercent")).isEqualTo(tip);
    }

    @ParameterizedTest(name = "{0} among {1} with {2} %")
    @CsvSource({"100, 3, 0", "0.01, 7, 0", "99.99, 8, 12.5", "1234567.89, 999, 18", "10, 1000, 33.3"})
    void sharesMakeUpTheSum(BigDecimal total, int people, BigDecimal tip) throws SkillException {
        Map<String, Object> value = skill.invoke(
                        new Arguments(Map.of("total", total, "people", people, "tipPercent", tip)),
                        TestSkillContext.in(Locale.ENGLISH))
                .value();
        BigDecimal paid = ((BigDecimal) value.get("share"))
                .multiply(BigDecimal.valueOf(people))
                .add(new BigDecimal((Integer) value.get("payingOneHundredthMore")).movePointLeft(2));
        assertThat(paid).isEqualByComparingTo((BigDecimal) value.get("total"));
    }

    @Test
    void refusesWhatIsNoBill() {
        for (Map<String, Object> values : List.<Map<String, Object>>of(
                Map.of("total", 100),
                Map.of("total", -5, "people", 2),
                Map.of("total", 100, "people", 0),
                Map.of("total", 100, "people", 2.5),
                Map.of("total", 100, "people", 1e6),
                Map.of("total", 100, "people", 2, "tipPercent", 101))) {
            assertThatThrownBy(() -> skill.invoke(new Arguments(values), TestSkillContext.in(Locale.CHINESE)))
                    .isInstanceOfSatisfying(
                            SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tenon.skill.price.Asking#ofOthers")
    void leavesAloneWhatOthersAnswer(String request) {
        assertThat(asking.isUnderstood(request)).isFalse();
    }

    @Test
    void leavesPackagesAlone() {
        new UnitPriceSkill()
                .descriptor().examples().values().stream()
                        .flatMap(List::stream)
                        .forEach(offer ->
                                assertThat(asking.isUnderstood(offer)).as(offer).isFalse());
    }

    @Test
    void understandsEveryExample() {
        asking.understandsEveryExample();
    }
}

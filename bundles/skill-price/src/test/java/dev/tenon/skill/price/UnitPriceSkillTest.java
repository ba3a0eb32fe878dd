// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitPriceSkillTest {
    private final UnitPriceSkill skill = new UnitPriceSkill();
    private final Asking asking = new Asking(skill);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "which is cheaper: 500 g for €3.49 or 750 g for €4.99?|750 g for €4.99 is cheaper: about €6.65 per kg. 500 g for €3.49 is €6.98 per kg, 4.9 % more.",
                "is 2 l for 3.20 cheaper than 1.5 l for 2.40|They cost the same: 1.60 per l.",
                "$3.60 for 12 eggs or $5 for 20 eggs, better buy?|20 pieces for $5 is cheaper: $0.25 per piece. 12 pieces for $3.60 is $0.30 per piece, 20 % more.",
                "16 oz for $4 or 2 lb for $10, which is cheaper|16 oz for $4 is cheaper: $4 per lb. 2 lb for $10 is $5 per lb, 25 % more.",
                "compare 6 x 330 ml for £4.95 and 2 l for £4.00|2 l for £4 is cheaper: £2 per l. 1980 ml for £4.95 is £2.50 per l, 25 % more.",
                "€5 per kg or 400 g for €1.80, which is cheaper?|400 g for €1.80 is cheaper: €4.50 per kg. 1 kg for €5 is €5 per kg, 11.1 % more.",
                "price per kg of 350 g for €2.80|350 g for €2.80 is €8 per kg.",
                "500 g 3,49 € vs 1 kg 6,80 €, which is cheaper|1 kg for €6.80 is cheaper: €6.80 per kg. 500 g for €3.49 is €6.98 per kg, 2.6 % more.",
                "a dozen eggs for $3 or 2 dozen eggs for $5.40, cheaper?|24 pieces for $5.40 is cheaper: about $0.23 per piece. 12 pieces for $3 is $0.25 per piece, 11.1 % more.",
                "cheapest: 1,000 g for 9, 500 g for 5, 250 g for 3|1000 g for 9 is cheaper: 9 per kg. 500 g for 5 is 10 per kg, 11.1 % more; 250 g for 3 is 12 per kg, 33.3 % more."
            })
    void answersInEnglish(String request, String answer) throws SkillException {
        assertThat(asking.answer(request, Locale.ENGLISH)).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "500克3.5元和1公斤6元哪个便宜？|1公斤6元更便宜：每公斤6元。500克3.50元是每公斤7元，贵16.7%。",
                "一斤8块和三斤21块哪个划算|3斤21元更便宜：每斤7元。1斤8元是每斤8元，贵14.3%。",
                "3块5一斤和6块8两斤哪个便宜|2斤6.80元更便宜：每斤3.40元。1斤3.50元是每斤3.50元，贵2.9%。",
                "一瓶500毫升的酱油10元，一瓶1.5升的27元，买哪个划算？|1.5升27元更便宜：每升18元。500毫升10元是每升20元，贵11.1%。",
                "半斤6块和一斤12块哪个更划算|价格一样：每斤12元。",
                "6瓶500毫升12元和12瓶500毫升22元哪个划算|6000毫升22元更便宜：每升约3.67元。3000毫升12元是每升4元，贵9.1%。",
                "350克14元，每公斤多少钱|350克14元，每公斤40元。"
            })
    void answersInChinese(String request, String answer) throws SkillException {
        assertThat(asking.answer(request, Locale.CHINESE)).isEqualTo(answer);
    }

    @Test
    void comparesExactlyWhereRoundingWouldNotTell() throws SkillException {
        assertThat(asking.answer("which is cheaper: 3 pieces for 1.00 or 3000000 pieces for 999999", Locale.ENGLISH))
                .startsWith("3000000 pieces for 999999 is cheaper: about 0.333333 per piece"
                        .replace("about 0.333333", "0.333333"));
    }

    @Test
    void tellsProgramsWhichIsCheapest() throws SkillException {
        assertThat(asking.result("500 g for $4 or 1 kg for $7, which is cheaper", Locale.ENGLISH)
                        .value())
                .containsEntry("cheapest", 1)
                .containsEntry("per", "kg")
                .containsEntry("currency", "$");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "which is cheaper: 500 g for $3 or 1 l for $4",
                "which is cheaper: 500 g for $3 or 400 g for €4",
                "6个15元和500克20元哪个便宜"
            })
    void refusesWhatCannotBeCompared(String request) {
        assertThatThrownBy(() -> asking.answer(request, Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_ANSWER));
    }

    @Test
    void refusesPackagesThatAreNone() {
        for (Object packages : List.<Object>of(
                List.of(),
                List.of("500 g"),
                List.of(Map.of("price", 0, "amount", 1, "unit", "kg")),
                List.of(Map.of("price", 1, "amount", -1, "unit", "kg")),
                List.of(Map.of("price", Double.NaN, "amount", 1, "unit", "kg")),
                List.of(Map.of("price", 1, "amount", 1, "unit", "bushel")))) {
            assertThatThrownBy(
                            () -> skill.invoke(Arguments.of("packages", packages), TestSkillContext.in(Locale.ENGLISH)))
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
    void leavesBillsAlone() {
        new SplitBillSkill()
                .descriptor().examples().values().stream()
                        .flatMap(List::stream)
                        .forEach(bill ->
                                assertThat(asking.isUnderstood(bill)).as(bill).isFalse());
    }

    @Test
    void isLessSureWhereWordsAreLeftOver() {
        String request = "my neighbour Otto wonders: 500 g for €3 or 1 kg for €5, which is cheaper?";
        assertThat(skill.understand(Utterance.of(request, Locale.ENGLISH)))
                .hasValueSatisfying(
                        understood -> assertThat(understood.confidence()).isBetween(0.6, 0.9));
    }

    @Test
    void understandsEveryExample() {
        asking.understandsEveryExample();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.tck.TestSkillContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RollDiceSkillTest {
    private final RollDiceSkill skill = new RollDiceSkill(new Random(7));

    @Test
    void saysWhatWasRolled() throws SkillException {
        RollDiceSkill ones = new RollDiceSkill(new Zeros());
        assertThat(Asked.answer(ones, "roll a die", Locale.ENGLISH).text()).isEqualTo("You rolled a 1 (1d6).");
        assertThat(Asked.answer(ones, "掷骰子", Locale.CHINESE).text()).isEqualTo("掷出 1（1d6）。");
        assertThat(Asked.answer(ones, "roll 2d6+1d8+3", Locale.ENGLISH).text())
                .isEqualTo("2d6+1d8+3: 1, 1, 1 +3. Total: 6.");
        assertThat(Asked.answer(ones, "摇两颗骰子再加3", Locale.CHINESE).text()).isEqualTo("2d6+3：1、1 +3，共 5 点。");
        assertThat(Asked.answer(ones, "roll 2d6-1d4", Locale.ENGLISH).value()).containsEntry("total", 1L);
        assertThat(Asked.answer(ones, "roll 31d6", Locale.ENGLISH).text()).isEqualTo("31d6: 31 in total.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "roll five dice with 20 sides, 5d20",
        "roll three 8-sided dice, 3d8",
        "roll a d20 plus 5, 1d20+5",
        "roll a pair of dice, 2d6",
        "roll d%, 1d100",
        "roll 2 dice and add 3, 2d6+3",
        "roll a d12 minus two, 1d12-2",
        "roll a die 4 times, 4d6",
        "roll 1d8 + 2d4 - 1, 1d8+2d4-1",
        "roll a twenty-sided die, 1d20",
        "投三颗二十面骰子, 3d20",
        "扔5个20面的骰子, 5d20",
        "掷2d6, 2d6",
        "把骰子掷三次, 3d6"
    })
    void readsTheDice(String request, String dice) {
        assertThat(Asked.arguments(skill, request).values()).containsEntry("dice", dice);
    }

    @Test
    void everySideIsAsLikely() throws SkillException {
        int[] seen = new int[7];
        for (int i = 0; i < 12; i++) {
            SkillResult answer = Asked.answer(skill, "roll 1000d6", Locale.ENGLISH);
            ((List<?>) answer.value().get("rolls")).forEach(rolled -> seen[(int) rolled]++);
        }
        for (int side = 1; side <= 6; side++) {
            assertThat(seen[side]).isBetween(1_800, 2_200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "6",
                "2d",
                "2d1",
                "0d6",
                "1001d6",
                "1d1000001",
                "2x6",
                "d6d6",
                "600d6+600d6",
                "2d6+",
                "99999d99999999"
            })
    void refusesOddDice(String dice) {
        assertThatThrownBy(() -> skill.invoke(Arguments.of("dice", dice), TestSkillContext.in(Locale.ENGLISH)))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT))
                .hasMessageContaining("2d6");
    }

    @Test
    void takesModifiersBelowZero() throws SkillException {
        assertThat(skill.invoke(new Arguments(Map.of("dice", "1d4-100")), TestSkillContext.in(Locale.ENGLISH))
                        .value()
                        .get("total"))
                .isInstanceOfSatisfying(Long.class, total -> assertThat(total).isNegative());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what are dice",
                "dice the onions",
                "roll over",
                "roll the dough",
                "rock and roll",
                "how many sides has a die",
                "die",
                "throw a party",
                "what is d day",
                "roll call",
                "the die is cast",
                "roll my eyes",
                "did he die",
                "flip a coin",
                "chance of rolling a six",
                "roll five onions",
                "掷地有声",
                "骰子是谁发明的",
                "摇一摇",
                "扔垃圾",
                "骰子有几面",
                "投三次篮",
                "掷硬币",
                "一个骰子多少钱"
            })
    void leavesAloneWhatAsksForNoDice(String request) {
        Asked.leavesAlone(skill, request);
    }

    @Test
    void understandsAllItsExamplesForSure() {
        Asked.understandsAllItsExamples(skill);
    }
}

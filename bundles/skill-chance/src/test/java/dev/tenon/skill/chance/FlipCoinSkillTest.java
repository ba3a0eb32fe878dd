// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillException.Reason;
import dev.tenon.tck.TestSkillContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlipCoinSkillTest {
    private final FlipCoinSkill skill = new FlipCoinSkill(new Random(7));

    @Test
    void saysWhatCameUp() throws SkillException {
        FlipCoinSkill heads = new FlipCoinSkill(new Zeros());
        assertThat(Asked.answer(heads, "flip a coin", Locale.ENGLISH).text()).isEqualTo("Heads.");
        assertThat(Asked.answer(heads, "抛硬币", Locale.CHINESE).text()).isEqualTo("正面。");
        assertThat(Asked.answer(heads, "flip 3 coins", Locale.ENGLISH).text())
                .isEqualTo("Flipped: heads, heads, heads (3 heads, 0 tails).");
        assertThat(Asked.answer(heads, "抛三枚硬币", Locale.CHINESE).text()).isEqualTo("结果：正、正、正（正面 3 次，反面 0 次）。");
        assertThat(Asked.answer(heads, "flip 21 coins", Locale.ENGLISH).text()).isEqualTo("21 heads, 0 tails.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "flip a coin, 1",
        "flip a coin twice, 2",
        "toss five coins, 5",
        "flip a coin twenty times, 20",
        "100 coin flips, 100",
        "硬币抛十次, 10",
        "扔两个硬币, 2",
        "掷一百二十次硬币, 120"
    })
    void readsHowMany(String request, int coins) {
        assertThat(Asked.arguments(skill, request).values()).containsEntry("coins", coins);
    }

    @Test
    void bothSidesAreAsLikely() throws SkillException {
        long heads = 0;
        for (int i = 0; i < 20; i++) {
            Map<String, Object> value =
                    Asked.answer(skill, "flip 1000 coins", Locale.ENGLISH).value();
            assertThat((List<?>) value.get("faces")).hasSize(1_000);
            heads += (long) value.get("heads");
        }
        assertThat(heads).isBetween(9_700L, 10_300L);
    }

    @Test
    void drawsFromASecureSourceByDefault() throws SkillException {
        Object first = Asked.answer(new FlipCoinSkill(), "flip 200 coins", Locale.ENGLISH)
                .value()
                .get("faces");
        Object second = Asked.answer(new FlipCoinSkill(), "flip 200 coins", Locale.ENGLISH)
                .value()
                .get("faces");
        assertThat(first).isNotEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1_001, 1.5, 1e300})
    void refusesOddCounts(double coins) {
        assertThatThrownBy(() -> skill.invoke(Arguments.of("coins", coins), TestSkillContext.in(Locale.ENGLISH)))
                .isInstanceOfSatisfying(
                        SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT))
                .hasMessage("'coins' must be a whole number from 1 to 1000.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bitcoin price",
                "what is a coin",
                "how many coins are in a dollar",
                "flip the image",
                "toss the salad",
                "flip a pancake",
                "throw a ball",
                "the other side of the coin",
                "roll a die",
                "who invented coins",
                "coin",
                "flip some coins",
                "heads up",
                "throw away the coins",
                "I lost a coin",
                "硬币是什么材料做的",
                "一元硬币多重",
                "扔垃圾",
                "抛物线公式",
                "正面评价有多少",
                "比特币多少钱",
                "我有三枚硬币",
                "硬币收藏"
            })
    void leavesAloneWhatAsksForNoCoin(String request) {
        Asked.leavesAlone(skill, request);
    }

    @Test
    void understandsAllItsExamplesForSure() {
        Asked.understandsAllItsExamples(skill);
    }
}

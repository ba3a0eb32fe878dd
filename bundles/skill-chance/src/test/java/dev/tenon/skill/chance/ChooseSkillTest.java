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

class ChooseSkillTest {
    private final ChooseSkill skill = new ChooseSkill(new Random(7));

    @Test
    void saysTheChoice() throws SkillException {
        ChooseSkill first = new ChooseSkill(new Zeros());
        assertThat(Asked.answer(first, "choose between tea and coffee", Locale.ENGLISH)
                        .text())
                .isEqualTo("I choose: tea.");
        assertThat(Asked.answer(first, "在茶和咖啡之间选一个", Locale.CHINESE).text()).isEqualTo("我选：茶。");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "choose one of Anna, Ben or Carla|Anna;Ben;Carla",
                "randomly select a name from Alice, Bob, Carol and Dave|Alice;Bob;Carol;Dave",
                "pick one: Rock & Roll, jazz|Rock & Roll;jazz",
                "choose between Black and Decker, Bosch and Makita|Black and Decker;Bosch and Makita",
                "select at random from north; south; east; west|north;south;east;west",
                "I can't decide between the red dress and the blue dress|the red dress;the blue dress",
                "喝茶还是喝咖啡，你来决定|喝茶;喝咖啡",
                "从苹果、香蕉和橙子里挑一个|苹果;香蕉;橙子",
                "随机选一个：北京，上海，广州|北京;上海;广州",
                "在家里和酒吧之间选一个|家里;酒吧",
                "帮我选一个：家里、酒吧|家里;酒吧"
            })
    void readsTheOptions(String request, String options) {
        assertThat(Asked.arguments(skill, request).values().get("options")).isEqualTo(List.of(options.split(";")));
    }

    @Test
    void everyOptionIsAsLikely() throws SkillException {
        int[] seen = new int[3];
        for (int i = 0; i < 3_000; i++) {
            seen[
                    (int) Asked.answer(skill, "choose: a, b or c", Locale.ENGLISH)
                            .value()
                            .get("index")]++;
        }
        for (int count : seen) {
            assertThat(count).isBetween(880, 1_120);
        }
    }

    @Test
    void refusesTooFewAndTooManyAndOthers() {
        for (Object odd : List.of(
                List.of(),
                List.of("one"),
                java.util.Collections.nCopies(101, "x"),
                List.of("a", " "),
                List.of("a", 1),
                "a, b")) {
            assertThatThrownBy(() ->
                            skill.invoke(new Arguments(Map.of("options", odd)), TestSkillContext.in(Locale.ENGLISH)))
                    .isInstanceOfSatisfying(
                            SkillException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_ARGUMENT))
                    .hasMessageContaining("choose between tea and coffee");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "choose your words carefully",
                "choose between 1 and 10",
                "pick a number or a letter",
                "pick a card, any card",
                "what is better, java or python",
                "choose one",
                "which one should I pick",
                "pick me up at 5 or 6",
                "help me choose",
                "select * from users",
                "draw a picture from memory and imagination",
                "should I see a doctor or wait",
                "is it tea or coffee",
                "pick a random number between 1 and 10",
                "choose a password",
                "decide what to eat",
                "从北京到上海怎么走",
                "选择困难症怎么办",
                "在北京和上海之间哪个城市大",
                "从1到10中选一个",
                "今天周六还是周日",
                "我喜欢茶和咖啡",
                "帮我选一个",
                "选择题怎么做"
            })
    void leavesAloneWhatLeavesNoChoice(String request) {
        Asked.leavesAlone(skill, request);
    }

    @Test
    void understandsAllItsExamplesForSure() {
        Asked.understandsAllItsExamples(skill);
    }
}

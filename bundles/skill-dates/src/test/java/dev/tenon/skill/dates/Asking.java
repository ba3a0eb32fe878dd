// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Asks a skill as the assistant would, on Monday, 23 November 2026, in Berlin. */
final class Asking {
    private static final Instant MONDAY = Instant.parse("2026-11-23T23:30:00Z").minusSeconds(3600);
    /** What other skills answer: none of this plugin may take it. */
    private static final List<String> OF_OTHERS = List.of(
            "what time is it in Tokyo?",
            "what is the date today?",
            "what day is it",
            "what day is tomorrow",
            "今天星期几",
            "明天是几号",
            "现在几点",
            "12/24",
            "2026-12-24",
            "24 December 2026",
            "next friday",
            "Christmas",
            "圣诞节",
            "what is 2 + 2",
            "100 - 30",
            "how many days are in 3 weeks",
            "3 weeks in days",
            "3天有多少小时",
            "how many hours between breakfast and dinner",
            "how many days a week do you work",
            "remind me in 3 days to call mum",
            "set a timer for 5 minutes",
            "what is the difference between 10 and 3",
            "difference between a frog and a toad",
            "what is the difference between Friday's child and Monday's",
            "how long is the Nile",
            "how long until the train leaves",
            "how many days does it take to climb Everest",
            "tell me about Christmas",
            "what should I cook for Christmas?",
            "when is the meeting",
            "when is my birthday",
            "会议是哪天",
            "我的生日是星期几",
            "春节放几天假",
            "北京到上海有多远",
            "北京到上海有多少公里",
            "从北京到上海要多久",
            "几天",
            "等几天再说",
            "苹果和梨差多少",
            "add milk to the shopping list",
            "add 3 to 5",
            "in 3 days",
            "may i ask you something",
            "what day works for you",
            "weather on 24 December 2026",
            "明天天气怎么样",
            "三天后提醒我开会",
            "12月24日提醒我买礼物",
            "the 15th",
            "");

    private final Skill skill;

    Asking(Skill skill) {
        this.skill = skill;
    }

    SkillResult result(String request, Locale language) throws SkillException {
        Arguments arguments = skill.understand(Utterance.of(request, Locale.ROOT))
                .orElseThrow(() -> new AssertionError("not understood: " + request))
                .arguments();
        return skill.invoke(arguments, context(language));
    }

    String answer(String request, Locale language) throws SkillException {
        return result(request, language).text();
    }

    boolean isUnderstood(String request) {
        return skill.understand(Utterance.of(request, Locale.ROOT)).isPresent();
    }

    void understandsEveryExampleForSure() {
        skill.descriptor().examples().forEach((language, examples) -> assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(example -> assertThat(skill.understand(Utterance.of(example, language)))
                        .hasValueSatisfying(understood ->
                                assertThat(understood.confidence()).isEqualTo(1))));
    }

    static List<String> ofOthers() {
        return OF_OTHERS;
    }

    static TestSkillContext context(Locale language) {
        return TestSkillContext.in(language).withTime(MONDAY, ZoneId.of("Europe/Berlin"));
    }
}

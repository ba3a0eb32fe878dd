// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.util.List;
import java.util.Locale;

/** Asks a skill as the assistant would. */
final class Asking {
    private static final List<String> OF_OTHERS = List.of(
            "what is 2 + 2",
            "how many miles is 42.195 km?",
            "how many words are in the Bible",
            "how many words are there in English",
            "how many letters are in the alphabet",
            "how many characters are in Harry Potter",
            "how many lines does the subway have",
            "how many people live in \"New York\"?",
            "who wrote \"To be or not to be\"?",
            "what does \"carpe diem\" mean",
            "translate \"hello\" into German",
            "translate this: good morning",
            "remind me: call mum tomorrow",
            "note: buy milk and count the eggs",
            "convert 100 km to miles",
            "convert 5 feet to centimetres",
            "turn off the lights",
            "turn the volume up",
            "reverse the car",
            "reverse the decision",
            "capital of France",
            "how do I reverse a list in Python",
            "make it uppercase",
            "make my text uppercase",
            "how to write a letter backwards",
            "spell necessary",
            "set a timer: 5 minutes",
            "set title: my day",
            "summarize this text: the cat sat on the mat",
            "康熙字典有多少个字",
            "这本书有多少字",
            "汉字有多少个",
            "把123转成大写",
            "把一百二十三转成大写",
            "“你好”用英语怎么说",
            "翻译：今天天气真好",
            "提醒我：明天开会",
            "把音量调大",
            "把时间倒过来",
            "这句话是什么意思：海内存知己",
            "东京现在几点",
            "苹果多少钱一斤",
            "");

    private final Skill skill;

    Asking(Skill skill) {
        this.skill = skill;
    }

    static List<String> ofOthers() {
        return OF_OTHERS;
    }

    Arguments arguments(String request) {
        return skill.understand(Utterance.of(request, Locale.ROOT))
                .orElseThrow(() -> new AssertionError("not understood: " + request))
                .arguments();
    }

    SkillResult result(String request, Locale language) throws SkillException {
        return skill.invoke(arguments(request), TestSkillContext.in(language));
    }

    String answer(String request, Locale language) throws SkillException {
        return result(request, language).text();
    }

    boolean isUnderstood(String request) {
        return skill.understand(Utterance.of(request, Locale.ROOT)).isPresent();
    }

    void understandsEveryExample() {
        skill.descriptor().examples().forEach((language, examples) -> assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(example -> assertThat(skill.understand(Utterance.of(example, language)))
                        .hasValueSatisfying(understood ->
                                assertThat(understood.confidence()).isGreaterThanOrEqualTo(0.9))));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.regex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Arguments;
import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.SkillException;
import dev.tenon.api.skill.SkillResult;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.TestSkillContext;
import java.util.Locale;

/** What all tests of these skills do. */
final class Asked {
    private Asked() {}

    static Arguments arguments(Skill skill, String text) {
        return skill.understand(Utterance.of(text, Locale.ROOT))
                .orElseThrow(() -> new AssertionError("not understood: " + text))
                .arguments();
    }

    static SkillResult answer(Skill skill, String text, Locale language) throws SkillException {
        return skill.invoke(arguments(skill, text), TestSkillContext.in(language));
    }

    static void understandsAllItsExamples(Skill skill) {
        skill.descriptor().examples().forEach((language, examples) -> assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(example -> assertThat(skill.understand(Utterance.of(example, language)))
                        .hasValueSatisfying(understood ->
                                assertThat(understood.confidence()).isEqualTo(1))));
    }

    static void leavesAlone(Skill skill, String request) {
        assertThat(skill.understand(Utterance.of(request, Locale.ROOT))).isEmpty();
    }
}

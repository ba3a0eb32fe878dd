// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.image.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.api.skill.Skill;
import dev.tenon.api.skill.Utterance;
import dev.tenon.tck.SkillContract;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ImageLabelContractTest extends SkillContract {
    @Override
    protected Skill skill() {
        OneModel platform = new OneModel(List.of("m"), true);
        return new ImageLabelSkill(platform, platform);
    }

    /** A picture without a word: what the skill understands by itself. */
    @Override
    protected Utterance utterance(String example, Locale language) {
        return new Utterance("", language, List.of(ImageLabelSkillTest.picture(0x20a0f0)));
    }

    @Test
    void leavesRequestsWithWordsToTheRouter() {
        Utterance words = new Utterance("rotate it", Locale.ENGLISH, List.of(ImageLabelSkillTest.picture(0)));
        assertThat(skill().understand(words)).isEmpty();
        assertThat(skill().understand(Utterance.of("", Locale.ENGLISH))).isEmpty();
    }

    @Test
    void hasEnoughExamplesInBothLanguages() {
        assertThat(skill().descriptor().examples().get(Locale.ENGLISH)).hasSizeGreaterThanOrEqualTo(20);
        assertThat(skill().descriptor().examples().get(Locale.CHINESE)).hasSizeGreaterThanOrEqualTo(20);
        assertThat(skill().descriptor().attachments()).containsExactly("image/*");
    }
}

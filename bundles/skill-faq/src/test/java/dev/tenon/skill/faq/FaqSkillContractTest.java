// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class FaqSkillContractTest extends SkillContract {
    private final List<FaqSkill> made = new ArrayList<>();

    @Override
    protected Skill skill() {
        FaqSkill skill = Opened.skill(Path.of("target"), TestConfig.of(Path.of("sample-documents")));
        made.add(skill);
        return skill;
    }

    @AfterEach
    void stop() {
        made.forEach(FaqSkill::stop);
    }
}

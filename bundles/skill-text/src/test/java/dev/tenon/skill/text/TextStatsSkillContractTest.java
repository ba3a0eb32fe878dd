// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.text;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;

class TextStatsSkillContractTest extends SkillContract {
    @Override
    protected Skill skill() {
        return new TextStatsSkill();
    }
}

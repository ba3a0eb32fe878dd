// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.clock;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;

class ClockSkillContractTest extends SkillContract {
    @Override
    protected Skill skill() {
        return new ClockSkill();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.chance;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;

class ChooseSkillContractTest extends SkillContract {
    @Override
    protected Skill skill() {
        return new ChooseSkill(new Zeros());
    }
}

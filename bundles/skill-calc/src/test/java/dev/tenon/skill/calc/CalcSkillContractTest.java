// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.calc;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;

class CalcSkillContractTest extends SkillContract {
    @Override
    protected Skill skill() {
        return new CalcSkill();
    }
}

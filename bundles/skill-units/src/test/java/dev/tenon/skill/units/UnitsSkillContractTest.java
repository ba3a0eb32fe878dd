// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.units;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;

class UnitsSkillContractTest extends SkillContract {
    @Override
    protected Skill skill() {
        return new UnitsSkill();
    }
}

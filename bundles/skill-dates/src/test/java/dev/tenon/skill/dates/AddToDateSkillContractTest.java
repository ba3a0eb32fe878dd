// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.dates;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;

class AddToDateSkillContractTest extends SkillContract {
    @Override
    protected Skill skill() {
        return new AddToDateSkill();
    }
}

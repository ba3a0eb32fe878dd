// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.price;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;

class UnitPriceSkillContractTest extends SkillContract {
    @Override
    protected Skill skill() {
        return new UnitPriceSkill();
    }
}

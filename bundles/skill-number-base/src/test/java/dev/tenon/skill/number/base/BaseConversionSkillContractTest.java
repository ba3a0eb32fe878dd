// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.number.base;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;

class BaseConversionSkillContractTest extends SkillContract {
    @Override
    protected Skill skill() {
        return new BaseConversionSkill();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.color;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;

class ColorConversionSkillContractTest extends SkillContract {
    @Override
    protected Skill skill() {
        return new ColorConversionSkill();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.password;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;

class PasswordStrengthSkillContractTest extends SkillContract {
    @Override
    protected Skill skill() {
        return new PasswordStrengthSkill();
    }
}

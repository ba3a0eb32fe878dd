// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.regex;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;

class RegexTestSkillContractTest extends SkillContract {
    @Override
    protected Skill skill() {
        return new RegexTestSkill();
    }
}

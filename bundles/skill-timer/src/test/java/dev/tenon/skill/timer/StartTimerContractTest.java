// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.timer;

import dev.tenon.api.skill.Skill;

class StartTimerContractTest extends TimerContract {
    @Override
    protected Skill skill(Timers timers) {
        return new StartTimer(timers);
    }
}

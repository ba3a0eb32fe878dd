// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.todo;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class AddTodoContractTest extends SkillContract {
    @TempDir
    private Path home;

    @Override
    protected Skill skill() {
        return new FreshStore(home, List.of("buy milk", "call the dentist", "写报告"), AddTodo::new);
    }
}

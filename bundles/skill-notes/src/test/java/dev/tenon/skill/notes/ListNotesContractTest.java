// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.notes;

import dev.tenon.api.skill.Skill;
import dev.tenon.tck.SkillContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class ListNotesContractTest extends SkillContract {
    @TempDir
    private Path home;

    @Override
    protected Skill skill() {
        return new FreshStore(home, List.of("buy milk", "the dentist: 555 0142", "牙医电话5550142"), ListNotes::new);
    }
}

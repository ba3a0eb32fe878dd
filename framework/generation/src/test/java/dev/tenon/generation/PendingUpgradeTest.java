// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingUpgradeTest {
    @TempDir
    Path folder;

    private Home home;
    private GenerationStore store;
    private Generation before;

    @BeforeEach
    void open() throws IOException {
        home = Home.open(folder.resolve("home"));
        store = new GenerationStore(home);
        before = store.commit("first start", List.of());
    }

    @Test
    void leadsBackUntilItServes() throws IOException {
        PendingUpgrade upgrade = new PendingUpgrade(home);
        upgrade.begin(before);
        assertThat(upgrade.isPending()).isTrue();
        store.commit("upgrade to 2.0.0", List.of());
        new PendingUpgrade(home).takeBack();
        assertThat(store.current()).contains(before);
        assertThat(upgrade.isPending()).isFalse();
    }

    @Test
    void hasNoWayBackOnceItServed() throws IOException {
        PendingUpgrade upgrade = new PendingUpgrade(home);
        upgrade.begin(before);
        Generation after = store.commit("upgrade to 2.0.0", List.of());
        upgrade.serves();
        new PendingUpgrade(home).takeBack();
        assertThat(store.current()).contains(after);
    }

    @Test
    void namesADamagedFile() throws IOException {
        Files.writeString(home.generations().resolve("upgrading"), "../x");
        assertThatThrownBy(() -> new PendingUpgrade(home).takeBack())
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("upgrading");
    }
}

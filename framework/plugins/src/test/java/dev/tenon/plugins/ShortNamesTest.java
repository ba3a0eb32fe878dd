// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.plugins.ShortNames.Among;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShortNamesTest {
    private static final Set<String> IDS =
            Set.of("dev.tenon.skill.units", "org.example.skill.units", "dev.tenon.skill.image.label");

    @Test
    void takesTheWholeId() {
        assertThat(ShortNames.resolve("dev.tenon.skill.units", IDS, Among.INSTALLED))
                .isEqualTo("dev.tenon.skill.units");
    }

    @Test
    void takesTheLastParts() {
        assertThat(ShortNames.resolve("skill-image-label", IDS, Among.INSTALLED))
                .isEqualTo("dev.tenon.skill.image.label");
        assertThat(ShortNames.resolve("label", IDS, Among.INSTALLED)).isEqualTo("dev.tenon.skill.image.label");
        assertThat(ShortNames.resolve("example.skill.units", IDS, Among.INSTALLED))
                .isEqualTo("org.example.skill.units");
    }

    @Test
    void listsTheCandidatesWhereSeveralMatch() {
        assertThatThrownBy(() -> ShortNames.resolve("skill-units", IDS, Among.INSTALLED))
                .hasMessageContaining("dev.tenon.skill.units or org.example.skill.units");
    }

    @Test
    void emptyNameMatchesNothing() {
        assertThatThrownBy(() -> ShortNames.resolve("", IDS, Among.INSTALLED)).hasMessageContaining("no plugin ''");
    }
}

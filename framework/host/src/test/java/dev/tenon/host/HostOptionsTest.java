// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HostOptionsTest {
    @Test
    void readsAllOptions() {
        HostOptions options = HostOptions.parse("--home", "h", "--distribution", "/d", "--port", "0", "--watch-stdin");
        assertThat(options)
                .isEqualTo(new HostOptions(Path.of("h"), Path.of("/d"), 0, true, "", false, HostOptions.UPGRADE_LIMIT));
    }

    @Test
    void readsWhatASupervisorSays() {
        HostOptions options = HostOptions.parse(
                "--distribution", "/d", "--died", "out of memory", "--accept", "--upgrade-limit", "5");
        assertThat(options.died()).isEqualTo("out of memory");
        assertThat(options.accept()).isTrue();
        assertThat(options.upgradeLimit()).hasSeconds(5);
    }

    @Test
    void hasDefaults() {
        HostOptions options = HostOptions.parse("--distribution", "/d");
        assertThat(options.port()).isEqualTo(HostOptions.DEFAULT_PORT);
        assertThat(options.home()).isNotNull();
        assertThat(options.watchStdin()).isFalse();
    }

    @Test
    void refusesWrongUseInOneLine() {
        for (String[] wrong : new String[][] {
            {},
            {"--distribution"},
            {"--distribution", "/d", "--port", "65536"},
            {"--distribution", "/d", "--port", "-1"},
            {"--distribution", "/d", "--port", "http"},
            {"--distribution", "/d", "--upgrade-limit", "0"},
            {"--distribution", "/d", "--frobnicate", "x"},
            {"/d"}
        }) {
            assertThatThrownBy(() -> HostOptions.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .isNotBlank()
                    .doesNotContain("\n");
        }
    }
}

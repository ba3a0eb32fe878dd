// SPDX-License-Identifier: Apache-2.0
package dev.tenon.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's table says what the code says. */
class ReadmeTest {
    @Test
    void namesEverySettingWithItsDefault() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (var setting : Assistant.Config.class.getDeclaredMethods()) {
            assertThat(readme)
                    .containsPattern("\\| `" + setting.getName().replace('_', '.') + "` \\| \\w+ \\| "
                            + setting.getDefaultValue() + " \\|");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.skill.faq;

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
        for (var setting : FaqSkill.Config.class.getDeclaredMethods()) {
            String value = String.valueOf(setting.getDefaultValue());
            assertThat(readme)
                    .contains("| `" + setting.getName().replace('_', '.') + "` | ")
                    .containsPattern("\\| `" + setting.getName().replace('_', '.') + "` \\| \\w+ \\| "
                            + (value.isEmpty() ? "empty" : java.util.regex.Pattern.quote(value)) + " \\|");
        }
    }
}

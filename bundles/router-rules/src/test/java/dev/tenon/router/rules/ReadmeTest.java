// SPDX-License-Identifier: Apache-2.0
package dev.tenon.router.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README says what the code does. */
class ReadmeTest {
    private final String readme = read();

    private static String read() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesEverySettingWithItsDefault() {
        for (var setting : RulesRouter.Config.class.getDeclaredMethods()) {
            assertThat(readme)
                    .containsPattern("\\| `" + setting.getName().replace('_', '.') + "` \\| \\w+ \\| none \\|");
            assertThat((String[]) setting.getDefaultValue()).isEmpty();
        }
    }

    @Test
    void itsExampleGoesWhereItSays() {
        Rules rules =
                new Rules(readme.split("```")[1].replaceFirst("\\w*\\R", "").strip());
        Matcher row = Pattern.compile("\\| `([^`]+)` \\| line (\\d+) \\|").matcher(readme);
        int rows = 0;
        while (row.find()) {
            String request = row.group(1);
            int line = Integer.parseInt(row.group(2));
            assertThat(rules.first(Plain.of(request))).as(request).hasValueSatisfying(rule -> assertThat(rule.line())
                    .isEqualTo(line));
            rows++;
        }
        assertThat(rows).isGreaterThan(4);
        Matcher none = Pattern.compile("\\| `([^`]+)` \\| no rule").matcher(readme);
        assertThat(none.find()).isTrue();
        assertThat(rules.first(Plain.of(none.group(1)))).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What plugin-sdk/README.md shows is what the example builds from. */
class AuthorsReadmeTest {
    private static final Path SDK = Path.of("..");
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- (examples/\\S+) -->\\n```\\w+\\n(.*?)\\n```\\n", Pattern.DOTALL);

    @Test
    void everySnippetIsTheExamplesFile() throws IOException {
        Matcher snippet = SNIPPET.matcher(Files.readString(SDK.resolve("README.md")));
        int seen = 0;
        while (snippet.find()) {
            seen++;
            String file = Files.readString(SDK.resolve(snippet.group(1)));
            assertThat(snippet.group(2)).as(snippet.group(1)).isEqualTo(file.stripTrailing());
        }
        assertThat(seen).as("snippets found").isGreaterThanOrEqualTo(9);
    }
}

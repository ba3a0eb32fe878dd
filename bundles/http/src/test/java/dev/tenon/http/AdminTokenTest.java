// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
    @TempDir
    private Path folder;

    @Test
    void matchesOnlyTheSecret() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), TestContainer.TOKEN + "\n");
        AdminToken token = AdminToken.read(file);
        assertThat(token.matches(TestContainer.TOKEN)).isTrue();
        assertThat(token.matches(TestContainer.TOKEN + "0")).isFalse();
        assertThat(token.matches("")).isFalse();
    }

    @Test
    void refusesAShortSecretAndNamesTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "short\n");
        assertThatThrownBy(() -> AdminToken.read(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("short");
    }

    @Test
    void refusesAMissingFile() {
        assertThatThrownBy(() -> AdminToken.read(folder.resolve("none"))).isInstanceOf(UncheckedIOException.class);
    }
}

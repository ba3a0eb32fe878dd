// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerHomeTest {
    @TempDir
    Path folder;

    @Test
    void copiesWhatCannotBeLinkedUntilItIsInterrupted() throws Exception {
        byte[] content = new byte[3 << 20];
        new Random(7).nextBytes(content);
        Path from = Files.write(folder.resolve("model"), content);
        Path to = folder.resolve("copy");
        WorkerHome.copy(from, to);
        assertThat(to).hasBinaryContent(content);
        assertThatThrownBy(() -> WorkerHome.copy(from, to)).isInstanceOf(FileAlreadyExistsException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> WorkerHome.copy(from, folder.resolve("other")))
                .isInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}

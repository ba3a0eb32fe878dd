// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing leaves the machine: ONNX Runtime, as published, collects what runs in the user's home and reports it. */
class TelemetryIT {
    @TempDir
    Path folder;

    @Test
    void collectsNothing() throws Exception {
        Path user = Files.createDirectory(folder.resolve("user"));
        Operator operator = new Operator(folder.resolve("home"))
                .with("HOME", user.toString())
                .with("ORT_DISABLE_TELEMETRY", "0");
        try (Up up = Up.start(operator)) {
            assertThat(Http.get(up.host().resolve("/healthz")).status()).isEqualTo(200);
            assertThat(operator.ask("what is 6 * 7?").done().out()).contains("42");
            assertThat(operator.home().resolve("log/host.log")).content().contains("ONNX Runtime 1.");
        }
        assertThat(user).isEmptyDirectory();
    }
}

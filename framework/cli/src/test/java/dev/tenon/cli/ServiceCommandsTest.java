// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceCommandsTest {
    @TempDir
    Path folder;

    private String text(boolean user, String... options) {
        return new ServiceUnit(
                        folder.resolve("tenon"),
                        folder.resolve("a home"),
                        List.of(options),
                        Optional.of(Path.of("/opt/jdk 17")),
                        user)
                .text();
    }

    @Test
    void runsTheScriptAndQuotesWhatMustBe() {
        assertThat(text(true, "--no-market", "--market=http://a/$x%20"))
                .contains(
                        "ExecStart=" + folder + "/tenon up --home \"" + folder + "/a home\" --no-market"
                                + " \"--market=http://a/$$x%%20\"\n",
                        "Environment=\"JAVA_HOME=/opt/jdk 17\"\n",
                        "Restart=on-failure\n",
                        "WantedBy=default.target\n")
                .doesNotContain("ProtectSystem");
        assertThat(text(false))
                .contains("WantedBy=multi-user.target\n", "ProtectSystem=full\n", "NoNewPrivileges=yes\n");
    }

    @Test
    void satisfiesSystemd() throws IOException, InterruptedException {
        Path analyze = Path.of("/usr/bin/systemd-analyze");
        assumeTrue(Files.isExecutable(analyze), "no systemd-analyze here");
        Path script = Files.writeString(folder.resolve("tenon"), "#!/bin/sh\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        for (boolean user : new boolean[] {true, false}) {
            Path unit = Files.writeString(folder.resolve(ServiceUnit.NAME), text(user, "--no-market"));
            Process process = new ProcessBuilder(
                            analyze.toString(), user ? "--user" : "--system", "--man=no", "verify", unit.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(said.lines().filter(line -> line.contains(ServiceUnit.NAME)))
                    .as(said)
                    .isEmpty();
        }
    }
}

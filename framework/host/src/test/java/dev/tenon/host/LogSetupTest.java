// SPDX-License-Identifier: Apache-2.0
package dev.tenon.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogSetupTest {
    @TempDir
    Path folder;

    @Test
    void theTerminalGetsTheWarningAndTheFileItsTraceToo() throws Exception {
        PrintStream terminal = System.err;
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        System.setErr(new PrintStream(seen, true, StandardCharsets.UTF_8));
        try {
            LogSetup.into(folder);
            LoggerFactory.getLogger(LogSetupTest.class)
                    .warn("the tide table is away", new IllegalStateException("no tide"));
        } finally {
            System.setErr(terminal);
        }
        assertThat(seen.toString(StandardCharsets.UTF_8))
                .contains("the tide table is away")
                .hasLineCount(1);
        assertThat(Files.readString(folder.resolve(LogSetup.FILE_NAME)))
                .contains("the tide table is away")
                .contains("IllegalStateException: no tide")
                .contains("LogSetupTest.theTerminalGets");
    }
}

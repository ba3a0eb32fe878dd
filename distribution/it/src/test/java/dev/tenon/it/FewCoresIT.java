// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With how many cores the host runs without the JVM's optimizing compiler. */
class FewCoresIT {
    private static final List<String> OF_FEW_CORES =
            List.of("-XX:TieredStopAtLevel=1 ", "-XX:Tier3InvocationThreshold=1000 ");
    private static final String ROOM_FOR_CODE = "-XX:ReservedCodeCacheSize=" + (240 << 20) + " ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"2, true", "3, true", "4, false", "64, false", "undefined, false"})
    void fewCoresAreLeftToTheRequests(String cores, boolean few) throws Exception {
        Operator operator = new Operator(folder.resolve("home")).with("PATH", pathOfAMachineWith(cores));
        try (Up up = Up.start(operator)) {
            String flags = flags(up);
            for (String flag : OF_FEW_CORES) {
                assertThat(flags.contains(flag)).as(flag).isEqualTo(few);
            }
            if (few) { // otherwise it is so anyhow, which not every JVM tells
                assertThat(flags).contains(ROOM_FOR_CODE);
            }
            assertThat(operator.ask("what is 6 * 7?").done().out()).contains("42");
        }
    }

    @Test
    void theOperatorHasTheLastWord() throws Exception {
        Operator operator =
                new Operator(folder.resolve("home"), "-XX:TieredStopAtLevel=4").with("PATH", pathOfAMachineWith("2"));
        try (Up up = Up.start(operator)) {
            assertThat(flags(up)).contains("-XX:TieredStopAtLevel=4 ");
        }
    }

    private String pathOfAMachineWith(String cores) throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Files.createFile(
                programs.resolve("getconf"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(programs.resolve("getconf"), "#!/bin/sh\necho " + cores + "\n");
        return programs + ":" + System.getenv("PATH");
    }

    private static String flags(Up up) throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(
                        jcmd.toString(), Long.toString(up.hostProcess().pid()), "VM.flags")
                .redirectErrorStream(true)
                .start();
        String flags = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(flags).contains("-XX:+UseG1GC ");
        return flags;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class NicenessTest {
    /** The nineteenth word of the line, counted from behind the name in brackets. */
    private static String nice(long pid) throws Exception {
        String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return line.substring(line.lastIndexOf(')') + 2).split(" ")[16];
    }

    @Test
    void aProcessGivesWay() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "no Linux");
        assumeTrue(Files.exists(Path.of("/usr/bin/renice")), "no renice");
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            Niceness.lower(process.pid());
            assertThat(nice(process.pid())).isEqualTo("19");
        } finally {
            process.destroyForcibly();
        }
        Niceness.lower(Long.MAX_VALUE);
    }
}

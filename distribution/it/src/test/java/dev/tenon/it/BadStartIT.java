// SPDX-License-Identifier: Apache-2.0
package dev.tenon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that cannot be: one clear line, status 1. */
class BadStartIT {
    @TempDir
    Path folder;

    @Test
    void aPortInUse() throws Exception {
        Operator operator = new Operator(folder.resolve("home"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            operator.tenon("up", "--port", port, "--market-port", "0").refused("127.0.0.1:" + port, "--port");
            operator.tenon("up", "--port", "0", "--market-port", port).refused(port, "--");
        }
        try (Up up = Up.start(operator)) {
            assertThat(operator.ask("what is 6 * 7?").done().out()).contains("42");
            assertThat(up.terminate(5_000)).isZero();
        }
    }

    @Test
    void aHomeThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        new Operator(file.resolve("home"))
                .tenon("up", "--port", "0", "--market-port", "0")
                .refused(file.toString());
        assertThat(file).hasContent("not a folder");
    }

    @Test
    void aReadOnlyHome() throws Exception {
        Path readOnly = Files.createDirectory(folder.resolve("read-only"));
        assumeTrue(Tmpfs.mount(readOnly, "ro,size=1m"), "this machine lets us mount no file system of our own");
        try {
            new Operator(readOnly)
                    .tenon("up", "--port", "0", "--market-port", "0")
                    .refused(readOnly.toString());
        } finally {
            Tmpfs.unmount(readOnly);
        }
    }

    @Test
    void aSecondHostOnTheSameHome() throws Exception {
        Operator operator = new Operator(folder.resolve("home"));
        try (Up up = Up.start(operator)) {
            operator.tenon("up", "--port", "0", "--market-port", "0").refused("home", "another");
            operator.tenon("up", "--port", "0", "--no-market").refused("home", "another host");
            assertThat(operator.ask("what is 6 * 7?").done().out()).contains("42");
            assertThat(up.hostProcess().isAlive() && up.marketProcess().isAlive())
                    .isTrue();
        }
    }
}

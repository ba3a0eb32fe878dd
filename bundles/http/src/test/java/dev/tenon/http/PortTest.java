// SPDX-License-Identifier: Apache-2.0
package dev.tenon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the host builds on: see README. */
class PortTest {
    @TempDir
    private Path home;

    @Test
    void registersNoServerOnAPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TestContainer container = TestContainer.start(
                        home,
                        Map.of("org.osgi.service.http.port", "" + taken.getLocalPort()),
                        List.of(),
                        List.of(Path.of("target/classes")))) {
            assertThat(container.url()).isEmpty();
        }
    }
}

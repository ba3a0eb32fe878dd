// SPDX-License-Identifier: Apache-2.0
package dev.tenon.console;

import dev.tenon.control.FakeHost;
import dev.tenon.http.TestContainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console over a made-up host, to look at while one works on it: {@code ConsoleDemo 7070}. */
public final class ConsoleDemo {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleDemo.class);

    private ConsoleDemo() {}

    /**
     * Runs until the process is ended.
     *
     * @param arguments the port
     * @throws Exception if it does not start
     */
    public static void main(String[] arguments) throws Exception {
        int port = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
        FakeHost host = start(Files.createTempDirectory("console"), port, Duration.ofMillis(400));
        LOG.warn("{}/console/ with the token {}", host.url(), TestContainer.TOKEN);
    }

    static FakeHost start(Path home, int port, Duration pause) throws Exception {
        FakeHost host = FakeHost.start(
                home,
                port,
                pause,
                List.of(
                        TestContainer.classPathEntry("tenon-http"),
                        TestContainer.classPathEntry("tenon-control"),
                        Path.of("target/classes").toAbsolutePath()));
        MadeUpVariants.addTo(host.container().context());
        host.container().await("(osgi.http.whiteboard.servlet.pattern=/console/\\*)");
        return host;
    }
}

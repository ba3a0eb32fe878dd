// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tenon.admin.AdminException;
import dev.tenon.admin.Jobs;
import dev.tenon.generation.Home;
import dev.tenon.generation.Member;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;

class FetcherTest {
    private static final Jobs.Progress NOBODY = new Jobs.Progress() {
        @Override
        public void step(String name) {}

        @Override
        public void bytes(long doneBytes, long totalBytes) {}
    };

    @TempDir
    Path folder;

    @Test
    @Timeout(30)
    void givesUpADownloadThatStalls() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        Felix felix = felix();
        try {
            Platform platform = new Platform(felix.getBundleContext());
            Member member = new Member("x", "1.0.0", "0".repeat(64), 1000, Member.Origin.MARKETPLACE, "");
            URI source = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            Fetcher fetcher = new Fetcher(platform, Duration.ofMillis(300));
            assertThatThrownBy(() -> fetcher.fetch(member, source, NOBODY))
                    .isInstanceOf(AdminException.class)
                    .hasMessageContaining("broke off");
            assertThat(platform.home().store()).isEmptyDirectory();
        } finally {
            over.countDown();
            server.stop(0);
            felix.stop();
            felix.waitForStop(5_000);
        }
    }

    private Felix felix() throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString());
        settings.put("tenon.home", Home.open(folder.resolve("home")).root().toString());
        settings.put("tenon.distribution", folder.toString());
        Felix felix = new Felix(settings);
        felix.start();
        return felix;
    }
}

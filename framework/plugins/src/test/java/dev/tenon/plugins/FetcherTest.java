// SPDX-License-Identifier: Apache-2.0
package dev.tenon.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tenon.admin.AdminException;
import dev.tenon.admin.Jobs;
import dev.tenon.generation.Home;
import dev.tenon.generation.Member;
import dev.tenon.generation.Sha256;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.apache.felix.framework.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;

class FetcherTest {
    @TempDir
    Path folder;

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Felix felix;
    private Platform platform;
    private Fetcher fetcher;

    private final Jobs.Progress progress = new Jobs.Progress() {
        @Override
        public void step(String name) {
            steps.add(name);
        }

        @Override
        public void bytes(long doneBytes, long totalBytes) {
            assertThat(doneBytes).isBetween(0L, totalBytes);
        }
    };

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.createContext("/comes", exchange -> {
            byte[] content = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        felix = felix();
        platform = new Platform(felix.getBundleContext());
        fetcher = new Fetcher(platform, Duration.ofMillis(300));
    }

    @AfterEach
    void stop() throws Exception {
        over.countDown();
        server.stop(0);
        felix.stop();
        felix.waitForStop(5_000);
    }

    private URI source(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static Member coming(String path) throws Exception {
        MessageDigest digest = Sha256.start();
        digest.update(path.getBytes(StandardCharsets.UTF_8));
        return new Member("org.example", "1.0.0", Sha256.end(digest), path.length(), Member.Origin.MARKETPLACE, "");
    }

    private static Member stalling() {
        return new Member("x", "1.0.0", "0".repeat(64), 1000, Member.Origin.MARKETPLACE, "");
    }

    @Test
    @Timeout(30)
    void givesUpADownloadThatStalls() throws Exception {
        assertThatThrownBy(() -> fetcher.fetch(stalling(), source("/stalls"), bytes -> {}))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("broke off");
        assertThat(platform.home().store()).isEmptyDirectory();
    }

    @Test
    @Timeout(30)
    void bringsSeveralAndNamesEach() throws Exception {
        Map<Member, URI> wanted = new LinkedHashMap<>();
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Member member = coming("/comes/" + i);
            wanted.put(member, source("/comes/" + i));
            digests.add(member.sha256());
        }
        List<String> fetched = new ArrayList<>();
        new Downloads(fetcher).fetch(wanted, fetched::add, progress);
        assertThat(fetched).containsExactlyInAnyOrderElementsOf(digests);
        assertThat(digests).allMatch(platform.content()::has);
        assertThat(steps).hasSize(9).allMatch(step -> step.equals("fetch org.example 1.0.0"));
    }

    @Test
    @Timeout(30)
    void saysWhatHadComeWhenAnotherFails() throws Exception {
        Map<Member, URI> wanted = new LinkedHashMap<>();
        wanted.put(stalling(), source("/stalls"));
        wanted.put(coming("/comes"), source("/comes"));
        List<String> fetched = new ArrayList<>();
        assertThatThrownBy(() -> new Downloads(fetcher).fetch(wanted, fetched::add, progress))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("broke off");
        assertThat(fetched).containsExactly(coming("/comes").sha256());
    }

    @Test
    @Timeout(30)
    void breaksAllOffWhenTheJobIsCancelled() throws Exception {
        Fetcher patient = new Fetcher(platform, Duration.ofMinutes(5));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() ->
                        new Downloads(patient).fetch(Map.of(stalling(), source("/stalls")), digest -> {}, progress))
                .isInstanceOf(AdminException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(platform.home().store()).isEmptyDirectory();
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

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Json;
import dev.tenon.catalog.format.Keys;
import dev.tenon.catalog.format.SignedIndex;
import dev.tenon.verifier.PluginJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void nameHome() {
        home = folder.resolve("home");
    }

    @Test
    void keepsEveryAcknowledgedReleaseThroughAKill() throws Exception {
        String key;
        try (MarketProcess market = MarketProcess.start(home)) {
            String token = market.token(home);
            key = market.json("/api/v1/key").get("key").asText();
            for (int patch = 0; patch < 5; patch++) {
                Path jar = PluginJar.of("org.example.tides", "1.0." + patch).write(folder.resolve("a.jar"));
                assertThat(market.post("/api/v1/releases", token, BodyPublishers.ofFile(jar))
                                .statusCode())
                        .isEqualTo(201);
            }
            market.process.destroyForcibly();
            market.process.waitFor();
        }
        try (MarketProcess market = MarketProcess.start(home)) {
            assertThat(market.ready()).as(market.errors()).isTrue();
            Index index =
                    Json.read(text(market, "/api/v1/index"), SignedIndex.class).verify(Keys.read(key));
            assertThat(index.sequence()).isEqualTo(5);
            assertThat(index.releases()).hasSize(5).allSatisfy(release -> {
                byte[] blob = market.get("/blobs/sha256/" + release.sha256()).body();
                assertThat(blob).hasSize((int) release.bytes());
            });
            assertThat(market.post(
                                    "/api/v1/releases",
                                    market.token(home),
                                    BodyPublishers.ofFile(PluginJar.of("org.example.tides", "1.0.4")
                                            .write(folder.resolve("a.jar"))))
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void endsWithStatusZeroWhenToldTo() throws Exception {
        try (MarketProcess market = MarketProcess.start(home)) {
            assertThat(market.ready()).as(market.errors()).isTrue();
            assertThat(Files.getPosixFilePermissions(home.resolve("run/market.json")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            market.process.destroy();
            assertThat(market.awaitExit()).isZero();
            assertThat(home.resolve("run/market.json")).doesNotExist();
        }
    }

    @Test
    void endsWithWhoeverHoldsItsStandardInput() throws Exception {
        try (MarketProcess market = MarketProcess.start(home, "--watch-stdin")) {
            assertThat(market.ready()).as(market.errors()).isTrue();
            market.process.getOutputStream().close();
            assertThat(market.awaitExit()).isZero();
        }
    }

    @Test
    void refusesAHomeThatAnotherMarketplaceHas() throws Exception {
        try (MarketProcess first = MarketProcess.start(home);
                MarketProcess second = MarketProcess.start(home)) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.errors().lines())
                    .singleElement()
                    .asString()
                    .startsWith("market: another marketplace runs on the home " + home);
            assertThat(first.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(home.resolve("run/market.json")).exists();
        }
    }

    @Test
    void refusesAPortInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                MarketProcess market = MarketProcess.start(home, "--port", "" + taken.getLocalPort())) {
            assertThat(market.awaitExit()).isEqualTo(1);
            assertThat(market.errors().lines())
                    .singleElement()
                    .asString()
                    .contains("port " + taken.getLocalPort() + " is in use", "--port", "--market-port");
        }
    }

    @Test
    void refusesAHomeThatCannotBeWritten() throws Exception {
        Files.writeString(home, "a file");
        try (MarketProcess market = MarketProcess.start(home)) {
            assertThat(market.awaitExit()).isEqualTo(1);
            assertThat(market.errors().lines())
                    .singleElement()
                    .asString()
                    .contains("the home " + home + " cannot be written", "--home");
        }
    }

    @Test
    void saysHowItIsUsed() throws Exception {
        try (MarketProcess market = MarketProcess.start(home, "--colour")) {
            assertThat(market.awaitExit()).isEqualTo(2);
            assertThat(market.errors()).contains("unknown option '--colour'", "usage: market --home DIR");
        }
    }

    @Test
    void saysThatTheDiskIsFullAndServesOn() throws Exception {
        Files.createDirectory(home);
        assumeTrue(mount(home), "only root can mount a small disk");
        try (MarketProcess market = MarketProcess.start(home)) {
            assertThat(market.ready()).as(market.errors()).isTrue();
            String token = market.token(home);
            Path jar = PluginJar.of("org.example.tides", "1.0.0")
                    .entry("weights.bin", PluginJar.noise(16 << 20))
                    .write(folder.resolve("a.jar"));
            var refused = market.post("/api/v1/releases", token, BodyPublishers.ofFile(jar));
            assertThat(refused.statusCode()).isEqualTo(507);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("disk is full");

            Path small = PluginJar.of("org.example.tides", "1.0.0").write(folder.resolve("b.jar"));
            assertThat(market.post("/api/v1/releases", token, BodyPublishers.ofFile(small))
                            .statusCode())
                    .isEqualTo(201);
            market.process.destroy();
            market.awaitExit();
        } finally {
            new ProcessBuilder("umount", home.toString()).start().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static boolean mount(Path where) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", where.toString()).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(MarketProcess market, String path) throws Exception {
        return new String(market.get(path).body(), StandardCharsets.UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tenon.admin.AdminException;
import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Json;
import dev.tenon.catalog.format.Keys;
import dev.tenon.catalog.format.SignedIndex;
import dev.tenon.generation.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MarketIndexTest {
    private static final long NEVER = 1_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private Home home;
    private KeyPair keys;
    private HttpServer server;
    private volatile String document = "";
    private MarketIndex index;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        home = Home.open(folder);
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/index", exchange -> {
            byte[] body = document.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        index = new MarketIndex(home, NEVER, LIMIT);
    }

    @AfterEach
    void stop() {
        index.close();
        server.stop(0);
    }

    @Test
    void withoutATrustedMarketSaysHowToTrustOne() {
        assertThatThrownBy(index::refresh).isInstanceOf(AdminException.class).hasMessageContaining("market trust");
        assertThat(index.status()).isEmpty();
    }

    @Test
    void believesWhatTheTrustedKeySigned() throws Exception {
        trust(keys);
        document = signed(keys, 7);
        assertThat(index.refresh().index().sequence()).isEqualTo(7);
        assertThat(index.last()).isPresent();
        assertThat(index.status().orElseThrow().problem()).isEmpty();
    }

    @Test
    void refusesAnotherKeysIndex() throws Exception {
        trust(keys);
        document = signed(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), 7);
        assertThatThrownBy(index::refresh).isInstanceOf(AdminException.class).hasMessageContaining("not signed");
        assertThat(index.last()).isEmpty();
    }

    @Test
    void refusesADocumentThatIsTooLarge() throws Exception {
        trust(keys);
        document = " ".repeat(SignedIndex.MAX_BYTES + 1);
        assertThatThrownBy(index::refresh).isInstanceOf(AdminException.class).hasMessageContaining("larger than 64 MB");
    }

    @Test
    void refusesAnIndexChangedAfterItsSignature() throws Exception {
        trust(keys);
        SignedIndex genuine = Json.read(signed(keys, 7), SignedIndex.class);
        SignedIndex other = Json.read(signed(keys, 8), SignedIndex.class);
        document = Json.write(new SignedIndex(genuine.payloadType(), other.payload(), genuine.keyId(), genuine.sig()));
        assertThatThrownBy(index::refresh).isInstanceOf(AdminException.class).hasMessageContaining("not signed");
    }

    @Test
    void refusesAnOlderIndexEvenAfterARestart() throws Exception {
        trust(keys);
        document = signed(keys, 7);
        index.refresh();
        index.close();
        index = new MarketIndex(home, NEVER, LIMIT);
        document = signed(keys, 6);
        assertThatThrownBy(index::refresh).isInstanceOf(AdminException.class).hasMessageContaining("seen before");
    }

    @Test
    void keepsTheLastIndexWhenTheMarketIsAway() throws Exception {
        trust(keys);
        document = signed(keys, 7);
        index.refresh();
        server.stop(0);
        assertThat(index.refresh().index().sequence()).isEqualTo(7);
        assertThat(index.status().orElseThrow().problem()).contains("cannot be reached");
    }

    @Test
    @Timeout(20)
    void givesAnAnswerUpThatNeverEnds() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        server.removeContext("/api/v1/index");
        server.createContext("/api/v1/index", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitQuietly(over);
            exchange.close();
        });
        trust(keys);
        index.close();
        index = new MarketIndex(home, NEVER, Duration.ofMillis(200));
        try {
            assertThatThrownBy(index::refresh)
                    .isInstanceOf(AdminException.class)
                    .hasMessageContaining("cannot be reached");
        } finally {
            over.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void refusesGarbage() throws Exception {
        trust(keys);
        document = "<html>a portal's sign-in page</html>";
        assertThatThrownBy(index::refresh).isInstanceOf(AdminException.class).hasMessageContaining("refused");
    }

    @Test
    void damagedTrustFileIsNoTrust() throws IOException {
        Files.writeString(home.trust().resolve("market.json"), "{\"url\":");
        assertThatThrownBy(index::refresh).isInstanceOf(AdminException.class).hasMessageContaining("damaged");
    }

    private void trust(KeyPair pair) throws IOException {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Files.writeString(
                home.trust().resolve("market.json"),
                Json.write(Map.of("url", url, "key", Keys.write(pair.getPublic()))));
    }

    private static String signed(KeyPair pair, long sequence) throws GeneralSecurityException {
        Index index = new Index(sequence, "2026-01-01T00:00:00Z", List.of());
        return Json.write(SignedIndex.sign(index, pair.getPrivate(), pair.getPublic()));
    }
}

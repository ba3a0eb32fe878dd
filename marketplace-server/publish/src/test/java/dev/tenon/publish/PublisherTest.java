// SPDX-License-Identifier: Apache-2.0
package dev.tenon.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.account.Accounts;
import dev.tenon.account.Tokens;
import dev.tenon.catalog.format.Release;
import dev.tenon.store.Account;
import dev.tenon.store.BlobFolder;
import dev.tenon.store.MarketStore;
import dev.tenon.store.RefusedException;
import dev.tenon.store.RefusedException.Reason;
import dev.tenon.store.SqlMarketStore;
import dev.tenon.store.SqlSession;
import dev.tenon.verifier.PluginJar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    private static final int MAX_BYTES = 20_000;
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final AtomicInteger changes = new AtomicInteger();
    private MarketStore store;
    private BlobFolder blobs;
    private Publisher publisher;
    private Account account;

    @BeforeEach
    void open() throws IOException {
        store = new SqlMarketStore(SqlSession.h2(folder.resolve("market")));
        blobs = new BlobFolder(folder.resolve("blobs"));
        Accounts accounts = new Accounts(store, Tokens.sha256("keeper"), NOON);
        account = accounts.claim("example", List.of("org.example"));
        publisher = new Publisher(accounts, store, blobs, MAX_BYTES, NOON, changes::incrementAndGet);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepsTheJarItsPictureAndItsPage() throws Exception {
        byte[] jar = jar(PluginJar.of("org.example.tides", "1.0.0"));

        Release release = publish(jar);

        assertThat(release.publisher()).isEqualTo("example");
        assertThat(release.publishedAt()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(blobs.find(release.sha256()).orElseThrow()).hasBinaryContent(jar);
        assertThat(store.snapshot().releases()).containsExactly(release);
        var extras = store.extras("org.example.tides", "1.0.0");
        assertThat(extras.iconType()).isEqualTo("image/svg+xml");
        assertThat(blobs.find(extras.docsSha256()).orElseThrow()).content().startsWith("# tides");
        assertThat(changes).hasValue(1);
    }

    @Test
    void refusesTheSameVersionAgainEvenWithTheSameContent() throws Exception {
        byte[] jar = jar(PluginJar.of("org.example.tides", "1.0.0"));
        publish(jar);

        refused(Reason.EXISTS, "version-exists", jar);
        refused(
                Reason.EXISTS,
                "version-exists",
                jar(PluginJar.of("org.example.tides", "1.0.0").entry("more.txt", "x")));
        assertThat(store.snapshot().sequence()).isEqualTo(1);
        assertThat(blobFiles()).hasSize(3);
    }

    @Test
    void leavesNothingOfWhatItRefuses() throws Exception {
        byte[] jar = jar(PluginJar.of("org.example.tides", "1.0.0"));
        refused(Reason.BAD_REQUEST, "not-a-jar", "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        refused(Reason.BAD_REQUEST, "truncated", Arrays.copyOf(jar, jar.length / 2));
        refused(
                Reason.BAD_REQUEST,
                "no-bundle",
                jar(PluginJar.of("org.example.tides", "1.0.0").without("Bundle-SymbolicName")));
        refused(Reason.FORBIDDEN, "namespace-not-owned", jar(PluginJar.of("com.other.tides", "1.0.0")));
        refused(
                Reason.TOO_LARGE,
                "too-large",
                jar(PluginJar.of("org.example.tides", "1.0.0").entry("big", PluginJar.noise(MAX_BYTES))));

        assertThat(blobFiles()).isEmpty();
        assertThat(store.snapshot().releases()).isEmpty();
        assertThat(changes).hasValue(0);
    }

    @Test
    void namesEveryReasonAndHowToMendIt() {
        byte[] jar = jar(PluginJar.of("org.example.tides", "1.0").header("DynamicImport-Package", "*"));

        assertThatThrownBy(() -> publish(jar)).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.code()).isEqualTo("checks-failed");
            assertThat(e.getMessage()).endsWith("(and 1 more)");
            assertThat(e.reasons())
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("'1.0' is not three numbers", "such as 1.0.0");
        });
    }

    @Test
    void refusesAnAnnouncedSizeBeforeReading() {
        assertThatThrownBy(() -> publisher.publish(account, java.io.InputStream.nullInputStream(), MAX_BYTES + 1L))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    private Release publish(byte[] jar) throws IOException {
        return publisher.publish(account, new ByteArrayInputStream(jar), -1);
    }

    private void refused(Reason reason, String code, byte[] jar) {
        assertThatThrownBy(() -> publish(jar)).as(code).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.code()).isEqualTo(code);
        });
    }

    private byte[] jar(PluginJar jar) {
        try {
            return Files.readAllBytes(jar.write(folder.resolve("upload.jar")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Path> blobFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("blobs"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}

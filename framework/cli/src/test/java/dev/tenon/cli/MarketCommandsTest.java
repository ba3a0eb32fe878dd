// SPDX-License-Identifier: Apache-2.0
package dev.tenon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.catalog.format.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

class MarketCommandsTest extends CommandTest {
    private static final String RELEASES = "POST /api/v1/releases";
    private static final String PUBLISHED =
            "{\"id\":\"org.example.tides\",\"version\":\"1.0.0\",\"sha256\":\"00\",\"state\":\"published\"}";

    private static String key() {
        try {
            return Keys.write(
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void mintsATokenOnceAndPublishesWithIt() throws IOException {
        market().on("POST /api/v1/tokens", "{\"token\":\"tok\"}").on(RELEASES, 201, PUBLISHED);
        run("market", "token", "--publisher", "Ada", "--namespace", "org.example")
                .exits(0);
        assertThat(server.last().authorization()).isEqualTo("Bearer " + TOKEN);
        assertThat(server.last().body()).isEqualTo("{\"publisher\":\"Ada\",\"namespaces\":[\"org.example\"]}");
        Path kept = home.resolve("config/publisher-token");
        assertThat(Files.getPosixFilePermissions(kept)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Path jar = write("tides.jar", "bytes of a jar");
        Result result = run("market", "publish", jar.toString()).exits(0);
        assertThat(result.out()).startsWith("published org.example.tides 1.0.0");
        assertThat(server.last().authorization()).isEqualTo("Bearer tok");
        assertThat(server.last().body()).isEqualTo("bytes of a jar");
    }

    @Test
    void keepsTokensOffTheScreenUnlessAsked() {
        market().on("POST /api/v1/tokens", "{\"token\":\"tok\"}");
        String[] mint = {"market", "token", "--publisher", "Ada", "--namespace", "org.example", "--json"};
        assertThat(run(mint).exits(0).out()).doesNotContain("tok\"").contains("publisher-token");
        assertThat(run("market", "token", "--publisher", "A", "--namespace", "b", "--print")
                        .out())
                .isEqualTo("tok\n");
        run("market", "token", "--publisher", "A").exits(2);
    }

    @Test
    void tokenFileWinsOverVariableOverKept() {
        market().on(RELEASES, 201, PUBLISHED);
        Path jar = write("tides.jar", "x");
        write("config/publisher-token", "kept\n");
        run("market", "publish", jar.toString()).exits(0);
        assertThat(server.last().authorization()).isEqualTo("Bearer kept");
        environment.put("TENON_MARKET_TOKEN", "variable");
        run("market", "publish", jar.toString()).exits(0);
        assertThat(server.last().authorization()).isEqualTo("Bearer variable");
        Path file = write("t", "file\n");
        run("market", "publish", jar.toString(), "--token-file", file.toString())
                .exits(0);
        assertThat(server.last().authorization()).isEqualTo("Bearer file");
    }

    @Test
    void refusedReleaseNamesEveryReason() {
        market().on(
                        RELEASES,
                        400,
                        "{\"error\":{\"code\":\"refused\",\"message\":\"the release is refused\","
                                + "\"reasons\":[\"no licence\",{\"message\":\"no icon\"}]}}");
        write("config/publisher-token", "kept");
        Path jar = write("tides.jar", "x");
        run("market", "publish", jar.toString()).fails("the release is refused: no licence; no icon");
        Result json = run("market", "publish", jar.toString(), "--json").exits(1);
        assertThat(json.json().at("/error/reasons")).hasSize(2);
    }

    @Test
    void publishingNeedsATokenAFileAndAMarketplace() {
        Path jar = write("tides.jar", "x");
        run("market", "publish", jar.toString()).fails("publishing needs a token", "./tenon market token");
        run("market", "publish", "gone.jar").fails("there is no file gone.jar");
        write("config/publisher-token", "kept");
        run("market", "publish", jar.toString()).fails("this home has no marketplace");
        run("market", "publish", jar.toString(), "--market", "ftp://x").fails("no address of a marketplace");
    }

    @Test
    void tokenDoesNotTravelUnencrypted() {
        Path jar = write("tides.jar", "x");
        write("config/publisher-token", "kept");
        run("market", "publish", jar.toString(), "--market", "http://plugins.example.org")
                .fails("unencrypted");
        run("market", "publish", jar.toString(), "--market", "http://127.example.org")
                .fails("unencrypted");
    }

    @Test
    void trustKeepsTheSequenceOfTheSameKeyOnly() throws IOException {
        String key = key();
        run("market", "trust", "https://plugins.example.org/", key).exits(0);
        assertThat(Files.readString(home.resolve("trust/market.json")))
                .isEqualTo("{\"url\":\"https://plugins.example.org\",\"key\":\"" + key + "\",\"sequence\":0}\n");
        assertThat(home.resolve("trust/known/https___plugins.example.org.json"))
                .hasSameTextualContentAs(home.resolve("trust/market.json"));
        write("trust/market.json", "{\"url\":\"http://127.0.0.1:1\",\"key\":\"" + key + "\",\"sequence\":9}");
        assertThat(run("market", "trust", "http://127.0.0.1:2", key, "--json")
                        .json()
                        .path("sequence")
                        .asInt())
                .isEqualTo(9);
        Path file = write("key.txt", key() + "\n");
        assertThat(run("market", "trust", "http://127.0.0.1:2", file.toString(), "--json")
                        .exits(0)
                        .json()
                        .path("sequence")
                        .asInt())
                .isZero();
    }

    @Test
    void trustRefusesWhatIsNoKey() {
        run("market", "trust", "https://plugins.example.org", "abc").fails("no Ed25519 public key");
        assertThat(home.resolve("trust/market.json")).doesNotExist();
    }

    @Test
    void printsTheMarketplacesKey() {
        String key = key();
        market().on("GET /api/v1/key", "{\"key\":\"" + key + "\"}");
        assertThat(run("market", "key").exits(0).out()).isEqualTo(key + "\n");
        assertThat(run("market", "key", "--market", server.url() + "/").exits(0).out())
                .isEqualTo(key + "\n");
        assertThat(server.last().authorization()).isEmpty();
    }

    @Test
    void marketplaceThatIsGoneIsNamed() {
        server.close();
        run("market", "key", "--market", server.url())
                .fails("the marketplace at " + server.url() + " cannot be reached");
    }
}

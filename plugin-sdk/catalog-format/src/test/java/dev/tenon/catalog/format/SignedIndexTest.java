// SPDX-License-Identifier: Apache-2.0
package dev.tenon.catalog.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignedIndexTest {
    private KeyPair mine;
    private KeyPair other;
    private final Index index = new Index(7, "2026-11-23T12:00:00Z", List.of(release("1.0.0")));

    @BeforeEach
    void keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        mine = generator.generateKeyPair();
        other = generator.generateKeyPair();
    }

    @Test
    void carriesTheIndexThroughJsonUnchanged() throws Exception {
        String json = Json.write(sign(mine));
        assertThat(Json.read(json, SignedIndex.class).verify(mine.getPublic())).isEqualTo(index);
    }

    /** Jackson's own limit is 20 million characters for one value. */
    @Test
    void carriesALargeCatalogue() throws Exception {
        Index large = new Index(7, "2026-11-23T12:00:00Z", Collections.nCopies(80_000, release("1.0.0")));
        SignedIndex signed = SignedIndex.sign(large, mine.getPrivate(), mine.getPublic());
        assertThat(signed.payload().length()).isBetween(20_000_001, SignedIndex.MAX_BYTES);
        assertThat(Json.read(Json.write(signed), SignedIndex.class).verify(mine.getPublic()))
                .isEqualTo(large);
    }

    @Test
    void refusesAnotherKeysSignature() throws Exception {
        SignedIndex signed = sign(other);
        assertThatThrownBy(() -> signed.verify(mine.getPublic()))
                .isInstanceOf(UntrustedException.class)
                .hasMessageContaining(Keys.id(mine.getPublic()));
        assertThatThrownBy(() -> new SignedIndex(
                                signed.payloadType(), signed.payload(), Keys.id(mine.getPublic()), signed.sig())
                        .verify(mine.getPublic()))
                .as("claiming the trusted key's name helps nobody")
                .isInstanceOf(UntrustedException.class);
    }

    @Test
    void leavesOutOnlyTheReleaseThatCannotBeRead() throws Exception {
        String good = Json.write(release("1.0.0"));
        String json = "{\"sequence\":1,\"issued\":\"2026-11-23T12:00:00Z\",\"releases\":["
                + good.replace("1.0.0", "1.0.0.beta") + "," + good + ",{\"id\":7},null]}";
        assertThat(Json.read(json, Index.class).releases()).containsExactly(release("1.0.0"));
        assertThatThrownBy(() -> Json.read("{\"sequence\":1}", Index.class)).isInstanceOf(FormatException.class);
    }

    @Test
    void refusesEveryChangedPart() throws Exception {
        SignedIndex signed = sign(mine);
        String changed = Base64.getEncoder()
                .encodeToString(new String(Base64.getDecoder().decode(signed.payload()), StandardCharsets.UTF_8)
                        .replace("\"sequence\":7", "\"sequence\":8")
                        .getBytes(StandardCharsets.UTF_8));
        for (SignedIndex bad : List.of(
                new SignedIndex(signed.payloadType(), changed, signed.keyId(), signed.sig()),
                new SignedIndex("application/other", signed.payload(), signed.keyId(), signed.sig()),
                new SignedIndex(signed.payloadType(), signed.payload(), signed.keyId(), "!!"),
                new SignedIndex(signed.payloadType(), signed.payload(), signed.keyId(), ""),
                new SignedIndex(signed.payloadType(), "", signed.keyId(), signed.sig()))) {
            assertThatThrownBy(() -> bad.verify(mine.getPublic()))
                    .as(bad.toString())
                    .isInstanceOf(UntrustedException.class);
        }
    }

    @Test
    void toleratesFieldsOfANewerMarketplace() throws Exception {
        String json = Json.write(release("1.0.0")).replaceFirst("\\{", "{\"rating\":5,");
        assertThat(Json.read(json, Release.class)).isEqualTo(release("1.0.0"));
    }

    @Test
    void readsNoBrokenDocuments() {
        for (String text : List.of("", "null", "[]", "{\"id\":", "{\"id\":\"../x\",\"version\":\"1.0.0\"}")) {
            assertThatThrownBy(() -> Json.read(text, Release.class)).as(text).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void refusesIdsVersionsAndDigestsThatPathsCouldNotBear() {
        for (String version : List.of("1", "1.0", "1.0.0.x", "1.0.0-beta", "", "1.0.1234567890")) {
            assertThatThrownBy(() -> release(version)).as(version).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keepsKeysAsText() throws Exception {
        String text = Keys.write(mine.getPublic());
        assertThat(text).hasSize(60);
        assertThat(Keys.read(" " + text + "\n")).isEqualTo(mine.getPublic());
        for (String bad :
                List.of("", "!!", text.substring(4), Base64.getEncoder().encodeToString(new byte[44]))) {
            assertThatThrownBy(() -> Keys.read(bad)).as(bad).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void writesTheSameRecordAsTheSameBytes() {
        Clause one = new Clause(
                "n", Map.of("b", new Clause.Value("Long", "1"), "a", new Clause.Value("String", "x")), Map.of());
        assertThat(Json.write(one))
                .isEqualTo("{\"attributes\":{\"a\":{\"text\":\"x\",\"type\":\"String\"},"
                        + "\"b\":{\"text\":\"1\",\"type\":\"Long\"}},\"directives\":{},\"namespace\":\"n\"}");
    }

    private SignedIndex sign(KeyPair pair) throws Exception {
        return SignedIndex.sign(index, pair.getPrivate(), pair.getPublic());
    }

    private static Release release(String version) {
        return new Release(
                "org.example.tides",
                version,
                "潮汐",
                "Says “when”.",
                "",
                List.of("skill"),
                List.of(),
                "a".repeat(64),
                1,
                "",
                "",
                List.of(),
                List.of(),
                List.of());
    }
}

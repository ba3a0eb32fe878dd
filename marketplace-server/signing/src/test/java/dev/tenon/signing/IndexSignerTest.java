// SPDX-License-Identifier: Apache-2.0
package dev.tenon.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.catalog.format.Index;
import dev.tenon.catalog.format.Json;
import dev.tenon.catalog.format.Release;
import dev.tenon.catalog.format.SignedIndex;
import dev.tenon.store.Extras;
import dev.tenon.store.MarketStore;
import dev.tenon.store.SqlMarketStore;
import dev.tenon.store.SqlSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexSignerTest {
    @TempDir
    Path folder;

    @Test
    void signsWhatTheStoreHoldsAndNothingOlder() throws Exception {
        try (MarketStore store = store()) {
            IndexSigner signer = new IndexSigner(store, key());
            SignedDocument empty = signer.current();
            store.add(release(), Extras.NONE);

            assertThat(signer.current()).as("before it is told").isEqualTo(empty);
            SignedDocument one = signer.refresh();

            Index index = Json.read(one.json(), SignedIndex.class).verify(signer.publicKey());
            assertThat(index.sequence()).isEqualTo(1);
            assertThat(index.releases()).containsExactly(release());
            assertThat(one.etag()).isNotEqualTo(empty.etag()).startsWith("\"").endsWith("\"");
            assertThat(signer.refresh()).isSameAs(one);
        }
    }

    @Test
    void givesTheSameBytesAfterARestart() throws Exception {
        SignedDocument before;
        try (MarketStore store = store()) {
            store.add(release(), Extras.NONE);
            before = new IndexSigner(store, key()).current();
        }
        try (MarketStore store = store()) {
            assertThat(new IndexSigner(store, key()).current()).isEqualTo(before);
        }
    }

    @Test
    void keepsItsKeyToItself() throws Exception {
        key();
        assertThat(Files.getPosixFilePermissions(folder.resolve("signing/ed25519.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(key().publicKey()).isEqualTo(key().publicKey());
    }

    @Test
    void neverReplacesAKeyThatItCannotRead() throws Exception {
        key();
        Path file = Files.writeString(folder.resolve("signing/ed25519.key"), "spoilt");

        assertThatThrownBy(this::key).isInstanceOf(IOException.class).hasMessageContaining("restore it");
        assertThat(file).hasContent("spoilt");
    }

    private SigningKey key() throws IOException {
        return SigningKey.in(folder.resolve("signing"));
    }

    private MarketStore store() {
        return new SqlMarketStore(SqlSession.h2(folder.resolve("market")));
    }

    private static Release release() {
        return new Release(
                "org.example.tides",
                "1.0.0",
                "Tides",
                "Says it.",
                "",
                List.of("skill"),
                List.of(),
                "a".repeat(64),
                1,
                "2026-11-23T12:00:00Z",
                "example",
                List.of(),
                List.of(),
                List.of());
    }
}

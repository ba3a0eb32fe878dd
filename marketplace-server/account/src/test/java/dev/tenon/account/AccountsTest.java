// SPDX-License-Identifier: Apache-2.0
package dev.tenon.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.store.MarketStore;
import dev.tenon.store.RefusedException;
import dev.tenon.store.RefusedException.Reason;
import dev.tenon.store.SqlMarketStore;
import dev.tenon.store.SqlSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    @TempDir
    Path folder;

    private final String keeper = Tokens.keeper();
    private MarketStore store;
    private Accounts accounts;

    @BeforeEach
    void open() {
        store = new SqlMarketStore(SqlSession.h2(folder.resolve("market")));
        accounts = new Accounts(store, Tokens.sha256(keeper), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void knowsAPublisherByItsToken() {
        String token = accounts.issue("example", List.of("org.example"));

        assertThat(accounts.authenticate("Bearer " + token).publisher()).isEqualTo("example");
        assertThat(accounts.authenticate("bearer " + token).publisher()).isEqualTo("example");
    }

    @Test
    void refusesEveryOtherHeader() {
        String token = accounts.issue("example", List.of("org.example"));
        for (String header : new String[] {null, "", token, "Basic " + token, "Bearer ", "Bearer " + token + "x"}) {
            refused(Reason.UNAUTHORIZED, () -> accounts.authenticate(header));
        }
        refused(Reason.UNAUTHORIZED, () -> accounts.authenticate("Bearer " + keeper));
        refused(Reason.UNAUTHORIZED, () -> accounts.requireKeeper("Bearer " + token));
        accounts.requireKeeper("Bearer " + keeper);
    }

    @Test
    void letsATokenIntoItsNamespacesOnly() {
        accounts.issue("example", List.of("org.example", "net.example"));
        var narrow = accounts.authenticate("Bearer " + accounts.issue("example", List.of("net.example")));
        accounts.claim("sub", List.of("net.example.sub"));

        accounts.requireOwner(narrow, "net.example.tides");
        for (String id : List.of("org.example.tides", "net.example.sub.tides", "net.examples.tides", "net.example")) {
            refused(Reason.FORBIDDEN, () -> accounts.requireOwner(narrow, id));
        }
    }

    @Test
    void refusesIllFormedOrders() {
        refused(Reason.BAD_REQUEST, () -> accounts.issue("Example!", List.of("org.example")));
        refused(Reason.BAD_REQUEST, () -> accounts.issue("example", List.of()));
        for (String namespace : List.of("org", "", "org..x", "Org.Example", "org.example.", "a.b c")) {
            refused(Reason.BAD_REQUEST, () -> accounts.issue("example", List.of(namespace)));
        }
    }

    @Test
    void neverWritesATokenDown() throws IOException {
        String token = accounts.issue("example", List.of("org.example"));
        store.close();
        try {
            String file = Files.readString(folder.resolve("market.mv.db"), StandardCharsets.ISO_8859_1);
            assertThat(file).contains(Tokens.sha256(token)).doesNotContain(token.substring(4));
        } finally {
            store = new SqlMarketStore(SqlSession.h2(folder.resolve("market")));
        }
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.tenon.account;

import dev.tenon.store.Account;
import dev.tenon.store.MarketStore;
import dev.tenon.store.RefusedException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may publish where. Thread-safe; blocks for the store. */
public final class Accounts {
    private static final String BEARER = "Bearer ";

    private final MarketStore store;
    private final String keeperSha256;
    private final Clock clock;

    /**
     * Opens the accounts.
     *
     * @param store where they are kept
     * @param keeperSha256 digest of the keeper's token
     * @param clock for the dates of claims and tokens
     */
    public Accounts(MarketStore store, String keeperSha256, Clock clock) {
        this.store = store;
        this.keeperSha256 = keeperSha256;
        this.clock = clock;
    }

    /**
     * Registers a publisher, gives it namespaces and makes a token for them.
     *
     * @param publisher its name
     * @param namespaces reverse DNS, at least two parts each
     * @return the token, which nobody can read again
     * @throws RefusedException {@code BAD_REQUEST} for an ill-formed name, {@code FORBIDDEN} if another publisher owns a
     *     namespace
     */
    public String issue(String publisher, List<String> namespaces) {
        Account account = claim(publisher, namespaces);
        String token = Tokens.publisher();
        store.addToken(Tokens.sha256(token), account, clock.instant());
        return token;
    }

    /**
     * Gives a publisher namespaces without a token.
     *
     * @param publisher its name
     * @param namespaces reverse DNS, at least two parts each
     * @return what a token for them would stand for
     * @throws RefusedException as {@link #issue}
     */
    public Account claim(String publisher, List<String> namespaces) {
        if (!publisher.matches("[a-z0-9][a-z0-9-]{0,38}")) {
            throw bad("bad-publisher", "a publisher's name is 1 to 39 of a-z, 0-9 and -");
        }
        if (namespaces.isEmpty()) {
            throw bad("bad-namespace", "name at least one namespace, such as org.example");
        }
        for (String namespace : namespaces) {
            if (namespace.length() > 150 || !namespace.matches("[a-z][a-z0-9_-]*(\\.[a-z0-9_-]+)+")) {
                throw bad(
                        "bad-namespace",
                        "a namespace is a reverse domain name of two parts or more, such as org.example");
            }
        }
        store.claim(publisher, Set.copyOf(namespaces), clock.instant());
        return new Account(publisher, Set.copyOf(namespaces));
    }

    /**
     * Finds who makes a request.
     *
     * @param authorization the header, null if there is none
     * @return the account
     * @throws RefusedException {@code UNAUTHORIZED} if the header names no known token
     */
    public Account authenticate(@Nullable String authorization) {
        return bearer(authorization)
                .flatMap(token -> store.account(Tokens.sha256(token)))
                .orElseThrow(() -> unauthorized("a publisher's token"));
    }

    /**
     * Lets only the keeper pass.
     *
     * @param authorization the header, null if there is none
     * @throws RefusedException {@code UNAUTHORIZED} for everyone else
     */
    public void requireKeeper(@Nullable String authorization) {
        if (!bearer(authorization)
                .filter(token -> Tokens.matches(token, keeperSha256))
                .isPresent()) {
            throw unauthorized("the keeper's token (run/market.json in the marketplace's home)");
        }
    }

    /**
     * Makes sure that a plugin may be published by an account.
     *
     * @param account who publishes
     * @param pluginId what
     * @throws RefusedException {@code FORBIDDEN} if the plugin's namespace is not the account's
     */
    public void requireOwner(Account account, String pluginId) {
        boolean owns = store.owner(pluginId).filter(account.publisher()::equals).isPresent();
        if (!owns || !account.covers(pluginId)) {
            throw new RefusedException(
                    RefusedException.Reason.FORBIDDEN,
                    "namespace-not-owned",
                    "this token of " + account.publisher() + " is not for " + pluginId + " but for "
                            + String.join(", ", account.namespaces())
                            + ": ask the marketplace's keeper for the namespace");
        }
    }

    private static Optional<String> bearer(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    private static RefusedException unauthorized(String whose) {
        return new RefusedException(
                RefusedException.Reason.UNAUTHORIZED,
                "unauthorized",
                "this needs " + whose + " in the header 'Authorization: Bearer …'");
    }

    private static RefusedException bad(String code, String message) {
        return new RefusedException(RefusedException.Reason.BAD_REQUEST, code, message);
    }
}
